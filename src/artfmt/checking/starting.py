"""The configuration that ``artfmt init`` writes: what can be set, with what the articles of a folder have."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from artfmt.checking.articles import why_none
from artfmt.formats.read import read
from artfmt.language.labels import OTHER, slug
from artfmt.model.article import Section
from artfmt.source.errors import ArtfmtError
from artfmt.source.files import Input
from artfmt.source.source import Source

# The files by which a site generator is told, and the folders in which its articles lie.
_GENERATORS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Hugo", ("hugo.toml", "hugo.yaml", "hugo.json", "config/_default", "archetypes"), ("content/**",)),
    ("Jekyll", ("_config.yml", "_posts"), ("_posts/**", "_drafts/**")),
    ("Eleventy", (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs"), ("src/**", "content/**", "posts/**")),
    ("Astro", ("astro.config.mjs", "astro.config.ts", "astro.config.js"), ("src/content/**", "src/pages/**")),
)
_MOST_READ = 2_000  # files
_MOST_LISTED = 40
_LEAST, _SHARE = 3, 0.02  # articles that have a label which counts as the house's, and of all of them
_KEY = re.compile(r"[\w.-]{1,40}")
_ADDRESS = "https://artfmt.github.io/artfmt/schemas/1.0/config.schema.json"


@dataclass
class Survey:
    """What the articles of a folder have, counted."""

    generator: str = ""
    files: tuple[str, ...] = ()
    articles: int = 0
    sections: Counter[str] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)


def surveyed(inputs: Sequence[Input], folder: str = ".") -> Survey:
    """What there is in a folder; files that hold no article, or cannot be read, are passed over."""
    whole = Survey()
    for generator, signs, files in _GENERATORS:
        if any(os.path.lexists(os.path.join(folder, sign)) for sign in signs):
            present = tuple(name for name in files if os.path.isdir(os.path.join(folder, name.partition("/*")[0])))
            whole.generator, whole.files = generator, present
            break
    for input in inputs[:_MOST_READ]:
        _count(input, whole)
    return whole


def _count(input: Input, whole: Survey) -> None:
    try:
        content = input.content()
        if why_none(input.path, content):
            return
        article = read(Source(content, input.path)).article
    except (ArtfmtError, RecursionError):
        return
    whole.articles += 1
    whole.sections.update([article.section] if article.section else ())
    whole.authors.update(author.name for author in article.authors)
    whole.keys.update(list(article.extra))
    sections = (part for _, part in article.walk() if isinstance(part, Section))
    whole.labels.update({part.axiom.label for part in sections if part.axiom and part.axiom.kind == OTHER})


def starting_config(survey: Survey | None = None) -> str:
    """The text of a configuration that asks nothing more of the articles that were seen than there is by default."""
    survey = survey or Survey()
    lines = (*_head(survey), *_files(survey), *_labels(survey), *_fields(survey))
    return "".join(f"{line}\n" for line in lines) + _REST


def _head(survey: Survey) -> Iterable[str]:
    yield f"# yaml-language-server: $schema={_ADDRESS}"
    yield "# What artfmt check asks of the articles in this folder and below: artfmt rules, docs/configuration.md."
    if survey.articles:
        of_site = f" of a site made by {survey.generator}" if survey.generator else ""
        yield f"# Made from {survey.articles} article{'s' * (survey.articles > 1)}{of_site}."
    yield ""
    yield "# default: the rules that most newsrooms want; published: these, and what was changed after publication;"
    yield "# strict: nearly all of them; none: only those that are named here."
    yield "preset: default"
    yield ""


def _files(survey: Survey) -> Iterable[str]:
    yield "# Patterns as in .gitignore. Which files are articles, and which of them are never checked:"
    if survey.files:
        yield f"files: [{', '.join(map(_quoted, survey.files))}]"
    else:
        yield '# files: ["stories/**", "newsletters/**"]'
    yield '# ignore: ["drafts/"]'
    yield "# ignore_if: {draft: true}"
    yield ""


def _labels(survey: Survey) -> Iterable[str]:
    yield "# The house's own lead-in labels, and the kind that programs know each by:"
    least = max(_LEAST, _SHARE * survey.articles)
    often = (label for label, count in survey.labels.most_common(_MOST_LISTED) if count >= least)
    own = [label for label in often if slug(label) and not any(map(str.isdigit, label))]
    if own:
        yield "labels:"
        yield from (
            f"  {_quoted(label)}: {slug(label)}" for label in sorted({slug(label): label for label in own}.values())
        )
    else:
        yield "# labels:"
        yield "#   Why we care: why-it-matters"
    yield ""


def _fields(survey: Survey) -> Iterable[str]:
    origin = "as found here" if survey.sections or survey.authors else "for example"
    yield f"# What fields may hold, and which must be there, {origin} (docs/house-style.md):"
    yield "# fields:"
    yield f"#   section: [{_listed(survey.sections) or 'Harbor, Business'}]"
    yield f"#   authors.name: [{_listed(survey.authors) or 'Ada Park, Bo Lindt'}]"
    yield "#   published: required"
    if keys := [key for key, _ in survey.keys.most_common(_MOST_LISTED) if _KEY.fullmatch(key)]:
        yield f"# Keys of your front matter that artfmt does not know: {', '.join(_quoted(key) for key in keys)}"
        yield "# To read one as a field of the article, for example:"
        yield "# front_matter:"
        yield f"#   {_quoted(next((key for key in keys if 'alt' in key), 'hero_alt'))}: image.alt"
    yield ""


_REST = """\
# How the house spells:
# terms:
#   e-mail: email

# A rule is off, on (with its own severity), suggestion, warning or error, or a mapping with its options:
# rules:
#   missing-credit: error
#   headline-too-long: {severity: warning, longest: 90}

# Other rules for some files:
# paths:
#   - files: ["newsletters/**"]
#     rules: {headline-too-long: off}

# Known findings that are forgiven; artfmt check --write-baseline writes them:
# baseline: .artfmt-baseline.json
"""


def _listed(values: Counter[str]) -> str:
    return ", ".join(_quoted(value) for value in sorted(dict(values.most_common(_MOST_LISTED))))


def _quoted(text: str) -> str:
    """Text as a value of YAML within a list, on one line; JSON is YAML."""
    import json

    is_plain = text.replace(" ", "").replace("-", "").replace("_", "").isalpha() and text == text.strip()
    return (
        text if is_plain and text.isascii() and text[0].isalpha() and text.lower() not in _WORDS else json.dumps(text)
    )


_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
