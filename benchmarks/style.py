"""A style of forty rules as Vale has them, as large as those that newsrooms and documentation teams publish."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

# Words of the made-up articles among them, so that some rules find something in every article and most in none.
_WORDS = ("council", "vote", "budget", "river", "bridge", "school", "season", "market", "harbor", "ferry", "fares")
_OTHERS: dict[str, dict[str, Any]] = {
    "Sentences": {"extends": "occurrence", "scope": "sentence", "max": 40, "token": r"\b(\w+)\b"},
    "Commas": {"extends": "occurrence", "scope": "paragraph", "max": 12, "token": ","},
    "Repeated": {"extends": "repetition", "alpha": True, "tokens": [r"[^\s]+"]},
    "Spellings": {"extends": "consistency", "either": {"adviser": "advisor", "grey": "gray", "toward": "towards"}},
    "Acronyms": {"extends": "conditional", "first": r"\b([A-Z]{3,5})\b", "second": r"\(([A-Z]{3,5})\)"},
    "Headings": {"extends": "capitalization", "scope": "heading", "match": "$sentence"},
    "Grade": {"extends": "metric", "formula": "0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59"},
    "Colons": {"extends": "existence", "nonword": True, "tokens": [r"(?<!:[^ ]{1,20}):\s[A-Z]"]},
    "Quotes": {"extends": "existence", "nonword": True, "tokens": [r'"[^"]+"[.,?]']},
    "Latin": {"extends": "existence", "tokens": [r"e\.g\.", r"i\.e\.", r"etc\.", "viz", "versus"]},
}


def write_style(folder: Path) -> None:
    """Write the style, one YAML file a rule (JSON is YAML)."""
    folder.mkdir(parents=True)
    rules = dict(_OTHERS) | {"Grade": _OTHERS["Grade"] | {"condition": "> 30"}}
    for number in range(20):
        tokens = [
            f"{word}{ending}" for word in _WORDS for ending in (f" of {number}", f"-like{number}", f"ish {number}")
        ]
        rules[f"Words{number}"] = {"extends": "existence", "ignorecase": True, "tokens": tokens}
    for number in range(10):
        swap = {f"(?:{word}|{word}s) number{number}": word for word in _WORDS} | {f"utili[sz]e {number}": "use"}
        rules[f"Swaps{number}"] = {"extends": "substitution", "ignorecase": True, "swap": swap}
    for name, rule in rules.items():
        (folder / f"{name}.yml").write_text(json.dumps({"message": f"{name}: %s", "level": "suggestion", **rule}))
