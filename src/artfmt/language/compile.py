"""The command that compiles the words of languages: ``python -m artfmt.language.compile``.

It reads ``data/*.yaml`` and writes ``data/vocabulary.py``, and with ``--cldr`` (which needs Babel) the names of months
into ``data/months.py``: modules, since nothing loads faster. Nothing else imports it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data"
# The languages that come first, in this order; the others follow by their tags.
_SHORT = 3
_FIRST = ("en", "es", "de", "fr", "pt")
# The languages of most of the web's pages with dates in the Gregorian calendar, those of more pages first: where two
# read a word differently and a page does not say which it is in, the first counts.
CLDR_LANGUAGES = (
    *("en", "ru", "de", "es", "fr", "ja", "pt", "it", "nl", "pl", "tr", "fa", "zh", "vi", "id", "cs", "ko", "uk", "hu"),
    *("ar", "ro", "sv", "el", "da", "fi", "he", "sk", "th", "bg", "nb", "hr", "sr", "lt", "sl", "ca", "et", "lv", "hi"),
    *("bn", "ms", "is", "gl", "eu", "mk", "sq", "ga", "sw"),
)


def read_languages() -> dict[str, dict[str, Any]]:
    """What each language's file says, by its tag, in the order in which languages count."""
    files = {path.stem: path for path in FOLDER.glob("*.yaml")}
    tags = [tag for tag in _FIRST if tag in files] + sorted(files.keys() - set(_FIRST))
    return {tag: yaml.safe_load(files[tag].read_text(encoding="utf-8")) for tag in tags}


def vocabulary(languages: dict[str, dict[str, Any]]) -> str:
    """The text of the module that has the words: field -> language -> value."""
    fields: dict[str, dict[str, Any]] = {}
    for tag, fields_of_language in languages.items():
        for field, value in fields_of_language.items():
            fields.setdefault(field, {})[tag] = value
    return _module("The words of all languages, by field", {"FIELDS": fields})


def months() -> str:
    """The text of the module that has the names of months in CLDR, lower-cased and without a final stop.

    ``NAMES`` has the full names of all languages; where two differ, what most of them say; those of three letters that
    one language alone has are left out ("Mac" is March in Malay). ``LANGUAGES`` has for each the full names and the
    abbreviations, those for use beside a day and those alone.
    """
    from babel import Locale  # type: ignore[import-not-found, unused-ignore]

    counts: dict[str, Counter[int]] = {}
    by_language: dict[str, dict[str, int]] = {}
    for locale in (*CLDR_LANGUAGES, "en_GB"):  # whose "Sept" is everybody's
        tag, forms = locale.partition("_")[0], Locale.parse(locale).months
        for width in ("abbreviated", "wide"):
            for use in ("stand-alone", "format"):
                for number, name in forms[use][width].items():
                    word = name.lower().rstrip(".").removeprefix("de ").removeprefix("d\u2019")
                    if any(map(str.isdigit, word)):
                        continue
                    by_language.setdefault(tag, {})[word] = number
                    if width == "wide":
                        counts.setdefault(word, Counter())[number] += 1
    sure = {word: count for word, count in counts.items() if len(word) > _SHORT or count.total() > 2}  # two uses each
    names = {word: count.most_common(1)[0][0] for word, count in sure.items()}
    return _module(
        "The names of months in CLDR, under the Unicode License v3", {"NAMES": names, "LANGUAGES": by_language}
    )


def _module(title: str, constants: dict[str, dict[str, Any]]) -> str:
    """A module of mappings, a line for each of their keys."""
    lines = [
        f'"""{title}. Made by ``python -m artfmt.language.compile``; do not edit."""',
        "",
        "from typing import Any",
    ]
    for name, mapping in constants.items():
        lines += ["", f"{name}: dict[str, Any] = {{"]
        lines += [f"    {_literal(key)}: {_literal(value)}," for key, value in mapping.items()]
        lines.append("}")
    return "\n".join(lines) + "\n"


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)  # of text, numbers, lists and mappings, a literal of Python, too


def main() -> None:
    """Write the compiled modules, and say where."""
    languages = read_languages()
    _write("vocabulary.py", vocabulary(languages), ", ".join(languages))
    if "--cldr" in sys.argv[1:]:
        _write("months.py", months(), ", ".join(CLDR_LANGUAGES))


def _write(name: str, text: str, languages: str) -> None:
    path = FOLDER / name
    path.write_text(text, encoding="utf-8")
    print(f"{path}: {languages}")  # noqa: T201


if __name__ == "__main__":
    main()
