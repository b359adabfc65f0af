"""The reference pages in docs/, made from docstrings, tables and the schema; ``pytest --accept`` writes them."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import click

import artfmt
import artfmt.batch
import artfmt.checking.config
import artfmt.checking.suppressions
import artfmt.formats.text.reader
from artfmt.batch.columns import DOCUMENTS, FAILURES, results_schema
from artfmt.checking.presets import OF_FILES, OF_PUBLISHED
from artfmt.checking.starting import starting_config
from artfmt.cli import artfmt as command
from artfmt.cli.rule_pages import fix_of, page
from artfmt.formats.foreign import FOREIGN
from artfmt.formats.read import read
from artfmt.formats.table import FORMATS
from artfmt.language.labels import LABELS_OF
from artfmt.model.schema import load_schema
from artfmt.reading.draft_fields import NAMES
from artfmt.reading.roles import ROLES, model
from artfmt.rules import Rule, all_rules
from artfmt.source.notice_names import FAULTS, NOTICES
from conftest import ROOT
from manual_page import manual_page

DOCS = ROOT / "docs"
_MADE = "<!-- Made by pytest --accept from the code; do not edit. -->\n"


def _cli() -> Iterator[str]:
    yield "# The command line\n"
    context = click.Context(command, info_name="artfmt", terminal_width=100)
    yield f"```text\n{command.get_help(context)}\n```\n"
    for name in command.list_commands(context):
        each = command.get_command(context, name)
        assert each is not None
        inner = click.Context(each, parent=context, info_name=name, terminal_width=100)
        yield f"## artfmt {name}\n\n```text\n{each.get_help(inner)}\n```\n"


def _library() -> Iterator[str]:
    yield "# The library\n"
    summary, _, example = (inspect.getdoc(artfmt) or "").partition("\n\n")
    yield f"{summary}\n\n```python\n{example}\n```\n"
    yield _USE
    schema = load_schema()
    parts = {"Article": schema} | {_class_name(name): part for name, part in schema["$defs"].items()}
    for name in sorted(artfmt.__all__, key=str.lower):
        value: Any = getattr(artfmt, name)
        if name.startswith("__"):
            continue
        if not inspect.isclass(value) and not inspect.isfunction(value):
            yield f"## {name}\n\nOne block of a section: {', '.join(block.__name__ for block in get_args(value))}.\n"
            continue
        yield f"## {name}\n\n```python\n{_signature(name, value)}\n```\n\n{inspect.getdoc(value)}\n"
        if name in parts and is_dataclass(value):
            yield from _described(value, parts[name]["properties"])
        for member, found in _members(value):
            yield f"### {name}.{member}\n\n{inspect.getdoc(found)}\n"


_USE = """\
**Threads, processes and async.** Articles, findings and outcomes are plain, frozen data: they can be shared by
threads, compared, and pickled to other processes; a Document that was read from a page holds on to the page, and
cannot be pickled. `read`, `write`, `check`, `diff`, `fix` and `validate` keep no state between calls and may run in
any number of threads; they hold the interpreter while they work, so that more cores help only in more processes. For
many documents `read_many`, `check_many` and `convert_many` do that: workers of their own, which need no `__main__`
guard, results in order. In async code call them in a thread: `await asyncio.to_thread(artfmt.read, html, "html")`.
Nothing is read from the network, and no file but a Path that you hand in.

**Errors.** What artfmt raises on purpose is an `ArtfmtError`; a Path that cannot be opened raises an `OSError`.
"""


def _class_name(definition: str) -> str:
    return "".join(word.capitalize() for word in definition.split("_"))


def _described(part: Any, properties: dict[str, Any]) -> Iterator[str]:
    """The fields of a part of the article: their types, and what the schema says of each."""
    yield "| field | type | what it is |\n|---|---|---|"
    for name, annotation in part.__annotations__.items():
        told = properties[name]["description"]
        yield f"| `{name}` | `{annotation.replace('|', chr(92) + '|')}` | {told} |"
    yield ""


def _signature(name: str, value: Any) -> str:
    """How something is called, its annotations as they are written."""
    if inspect.isclass(value) and issubclass(value, Exception | Enum):
        return f"class {name}({value.__bases__[0].__name__})"
    parameters = [
        parameter for parameter in inspect.signature(value).parameters.values() if not parameter.name.startswith("_")
    ]
    lines: list[str] = []
    for parameter in parameters:
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in lines:
            lines.append("*")
        annotation = getattr(parameter.annotation, "__forward_arg__", parameter.annotation)
        default = "" if parameter.default is parameter.empty else f" = {_shown(parameter.default)}"
        lines.append(f"{parameter.name}: {annotation}{default}")
    inside = "".join(f"    {line},\n" for line in lines)
    if inspect.isclass(value):
        return f"class {name}(\n{inside})" if inside else f"class {name}()"
    return f"{name}(\n{inside}) -> {inspect.signature(value).return_annotation}"


def _shown(default: Any) -> str:
    return "{}" if repr(default) == "<factory>" else repr(default)


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    if not inspect.isclass(value):
        return
    for member, found in vars(value).items():
        public = isinstance(found, property | classmethod) or inspect.isfunction(found)
        if not member.startswith("_") and public and inspect.getdoc(found):
            yield member, found


def _formats() -> Iterator[str]:
    yield "# Formats\n"
    for each in FORMATS:
        yield f"## {each.name}\n\n{each.title}; files named `*{'`, `*'.join(each.suffixes)}`.\n"
        for part, holds in (("reader", each.reads), ("writer", each.writes)):
            if holds:
                module = import_module(f"artfmt.formats.{each.name}.{part}")
                yield f"**{part.capitalize()}.** {inspect.getdoc(module)}\n"


def _text() -> Iterator[str]:
    yield "# How a raw text is read\n"
    yield f"{(inspect.getdoc(artfmt.formats.text.reader) or '').replace('``', '`')}\n"
    yield "How the weights were learned, and how to teach more: [annotating.md](annotating.md).\n"
    yield "The house's own labels: [configuration.md](configuration.md). Several stories: `convert --all`.\n"
    yield "## Drafts with named fields\n\nAbove a text: `HED: Fares fall`. In capitals, an unknown one is left out.\n"
    yield "| field of the article | what it is called |\n|---|---|"
    yield from (f"| {name or 'none: left out'} | {', '.join(names)} |" for name, names in NAMES.items())
    yield "\n## Labels\n\nA label spells its kind (`why-it-matters`: Why it matters), or is one of these.\n"
    yield "| kind | further labels |\n|---|---|"
    yield from (f"| `{kind}` | {', '.join(labels)} |" for kind, labels in LABELS_OF.items())
    yield "\nAny other label is of the kind `other`; a house gives its own the kind that it likes.\n"
    yield "## Roles\n\nEach line has one. Beside it, what tells for it most, in log odds.\n"
    yield "| role | what the line is | what tells for it |\n|---|---|---|"
    for role, what in ROLES.items():
        features = "; ".join(f"{feature} {weight:+.1f}" for feature, weight in model().tells(role, 5))
        yield f"| `{role}` | {what} | {features.replace('|', chr(92) + '|')} |"
    yield ""


def _batch() -> Iterator[str]:
    yield "# The library for many documents\n"
    yield f"{(inspect.getdoc(artfmt.batch) or '').replace('``', '`')}\n"
    yield "How it is used, on one machine and on many: [scale.md](scale.md).\n"
    for title, schema, told in (
        (
            "A document",
            DOCUMENTS,
            "What goes in: `artfmt.batch.columns.DOCUMENTS`. Only `id` and `data` need have values.",
        ),
        ("A result", results_schema(typed=False), inspect.getdoc(results_schema)),
    ):
        yield f"## {title}\n\n{told}\n\n| column | type |\n|---|---|"
        yield from (f"| `{field.name}` | `{field.type}` |" for field in schema)
        yield ""
    yield "## Errors\n\n| kind | what happened |\n|---|---|"
    yield from (f"| `{kind}` | {told} |" for kind, told in FAILURES.items())
    yield ""
    for name in _BATCH:
        module, _, last = name.rpartition(".")
        value = getattr(import_module(f"artfmt.batch.{module}"), last)
        yield f"## artfmt.batch.{name}\n\n```python\n{_signature(last, value)}\n```\n\n{inspect.getdoc(value)}\n"


_BATCH = (
    "process.Task",
    "process.process",
    "rows.Fields",
    "inputs.Reading",
    "run.Plan",
    "run.run",
    "summary.Summary",
    "article_type.article_type",
    "article_type.from_arrow",
    "ray.process",
    "ray.run",
    "spark.processor",
    "spark.schema",
)


def _schema() -> Iterator[str]:
    schema = load_schema()
    yield f"# The schema\n\n{schema['description']} Address: <{schema['$id']}>.\n"
    for name, described in [("article", schema), *schema["$defs"].items()]:
        if name != "article":
            yield f"## {name}\n\n{described['description']}\n"
        if "properties" in described:
            yield "| field | what it is | example |\n|---|---|---|"
            for field, declared in described["properties"].items():
                star = "\\*" if field in described.get("required", ()) else ""
                yield f"| `{field}`{star} | {declared['description']} | `{_example(declared)}` |"
            yield ""


def _rules() -> Iterator[str]:
    yield "# Rules\n"
    yield "`artfmt rules NAME` prints the page of one. [configuration.md](configuration.md) says how each is set.\n"
    yield f"{rules_table(all_rules())}\n"
    for rule in all_rules():
        yield page(rule, 2)
    yield "## What readers tell\n\nThese are no rules, but their severity can be set like that of one.\n"
    yield "| name | what it says |\n|---|---|"
    yield from (f"| `{name}` | {told} |" for name, told in NOTICES.items())
    yield "\n## What keeps a file from being read\n\nThese are errors, and cannot be turned off.\n"
    yield "| name | what it says |\n|---|---|"
    yield from (f"| `{name}` | {told} |" for name, told in FAULTS.items())
    yield f"\nIn an article, rules are suppressed by name. {_SUPPRESSIONS}\n"


_SUPPRESSIONS = " ".join(
    (inspect.getdoc(artfmt.checking.suppressions) or "").partition("\n\n")[2].replace("``", "`").split()
)


def _preset_of(rule: Rule) -> str:
    if rule.on_by_default:
        return "on"
    return "published" if rule.name in OF_PUBLISHED else "off" if rule.name in OF_FILES else "strict"


def rules_table(rules: Iterable[Rule]) -> str:
    rows = [
        f"| [{rule.name}](#{rule.name}) | {rule.severity} | {_preset_of(rule)} | {fix_of(rule)} | {rule.summary} |"
        for rule in rules
    ]
    return "\n".join(("| rule | severity | preset | fix | what it finds |", "|---|---|---|---|---|", *rows))


def _configuration() -> Iterator[str]:
    schema = load_schema("config")
    told = (inspect.getdoc(artfmt.checking.config) or "").replace("``", "`")
    yield f"# Configuration\n\n{told}\n"
    link = "[config.schema.json](https://github.com/artfmt/artfmt/blob/main/schemas/config.schema.json)"
    yield f"`artfmt init` writes one. Its schema, for editors and other validators, is {link}.\n"
    yield "| field | what it is |\n|---|---|"
    for name, declared in schema["properties"].items():
        told = declared.get("description") or schema["$defs"][name]["description"]
        yield f"| `{name}` | {told} |"
    severity = schema["$defs"]["severity"]
    yield f"\nA severity: {severity['description']} {', '.join(severity['enum'])}.\n"
    yield f"## What `artfmt init` writes\n\n```yaml\n{starting_config()}```\n"
    yield f"## In an article\n\n{_SUPPRESSIONS}\n"
    yield "A suppression that forgives nothing is a finding of its own, `unused-suppression`.\n"


def _example(declared: dict[str, Any]) -> str:
    import json

    return json.dumps(declared["examples"][0], ensure_ascii=False).replace("|", "\\|")


def test_cli_page(golden: Callable[[Path, str], None]) -> None:
    page = "\n".join(_cli())
    assert "\\b" not in page
    golden(DOCS / "cli.md", _MADE + page)


def test_manual_page(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "artfmt.1", manual_page())


def test_library_page(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "library.md", _MADE + "\n".join(_library()))


def test_batch_page(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "batch.md", _MADE + "\n".join(_batch()))


def test_text_page(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "text.md", _MADE + "\n".join(_text()))


_FIELDS = ("headline", "deck", "authors", "published", "section", "tags", "url", "language", "publisher", "image")


def _forms() -> Iterator[str]:
    """One story as each form gives it (tests/formats/inbox, which tests/formats/test_inbox.py reads)."""
    yield "## What comes of each form\n"
    yield "One story in every form (`tests/formats/inbox`): labels, bullets, links and the table come of each.\n"
    yield f"| file | read as | {' | '.join(_FIELDS)} |"
    yield f"|---|---|{'---|' * len(_FIELDS)}"
    for path in sorted((ROOT / "tests" / "formats" / "inbox").iterdir()):
        document = read(path)
        cells = ("yes" if getattr(document.article, name) else "–" for name in _FIELDS)
        yield f"| {path.name} | {document.format} | {' | '.join(cells)} |"
    yield "\n## What is not read\n"
    yield "It is told by its content, or by its suffix where its content tells nothing.\n"
    yield "| what it is | suffixes | what to do |"
    yield "|---|---|---|"
    for kind in FOREIGN:
        yield f"| {kind.name} | {' '.join(f'`{suffix}`' for suffix in kind.suffixes)} | {kind.cure} |"


def test_formats_page(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "formats.md", _MADE + "\n".join([*_formats(), *_forms(), ""]))


def test_rules_page(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "rules.md", (_MADE + "\n".join(_rules())).replace("docs/rules.md#", "#"))


def test_configuration_page(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "configuration.md", _MADE + "\n".join(_configuration()))


def test_schema_page(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "schema.md", _MADE + "\n".join(_schema()))


_PAIRS = (("plain", "txt", "md"), ("plain", "md", "xml"), ("newsletter", "txt", "json"))
_FENCES = {"txt": "text", "md": "markdown", "xml": "xml", "json": "json"}
_SHOWN = 24


def _gallery() -> Iterator[str]:
    yield "# Gallery\n"
    home = "https://github.com/artfmt/artfmt/tree/main/examples"
    yield f"What goes in and what comes out, from the [examples]({home}): the first lines of each.\n"
    for example, before, after in _PAIRS:
        yield f"## {example}: {_FENCES[before]} to {_FENCES[after]}\n"
        for suffix in (before, after):
            lines = (ROOT / "examples" / example / f"article.{suffix}").read_text(encoding="utf-8").splitlines()
            more = "\n…" if len(lines) > _SHOWN else ""
            text = "\n".join(line[:160] for line in lines[:_SHOWN])
            yield f"````{_FENCES[suffix]}\n{text}{more}\n````\n"


def test_gallery(golden: Callable[[Path, str], None]) -> None:
    golden(DOCS / "gallery.md", _MADE + "\n".join(_gallery()))


def _pages(entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for name, target in entry.items():
            if isinstance(target, list):
                yield from _pages(target)
            else:
                yield name, target


def _site() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    return project


def test_what_agents_are_told(golden: Callable[[Path, str], None]) -> None:
    site = _site()
    links = "".join(
        f"- [{name}]({site['site_url']}{page.removesuffix('.md')}/)\n" for name, page in _pages(site["nav"])
    )
    golden(DOCS / "llms.txt", f"# {site['site_name']}\n\n> {site['site_description']}\n\n## Pages\n\n{links}")


def test_every_page_is_on_the_site() -> None:
    assert sorted(target for _, target in _pages(_site()["nav"])) == sorted(path.name for path in DOCS.glob("*.md"))
