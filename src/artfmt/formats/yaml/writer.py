"""YAML: the article as the schema has it, with the comment by which editors find the schema.

Text that YAML 1.1 or 1.2 could take for a number, a date or a boolean is quoted, so that every reader sees text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from artfmt.model.article import Article
from artfmt.model.schema import schema_address

_UNFOLDED = 1 << 30
# libyaml escapes what lies beyond the basic plane: most emoji.
_ESCAPED = re.compile("[\U00010000-\U0010ffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# Numbers under YAML 1.2 that YAML 1.1, by which PyYAML decides, takes for text.
_NUMBER = re.compile(r"[-+]?(?:[0-9]+|0o[0-7]+|\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?")


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    def ignore_aliases(self, _: object) -> bool:
        return True


def _represent_text(dumper: Any, text: str) -> Any:
    style = None
    if "\n" in text:
        style = '"' if text[0].isspace() else "|"
    elif _NUMBER.fullmatch(text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def dump_yaml(data: dict[str, Any]) -> str:
    """A mapping as YAML text, its keys in their order, one line a value."""
    stand_ins = _stand_ins(data)
    dumped: str = yaml.dump(
        _respelled(data, stand_ins), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_UNFOLDED
    )
    return _replaced(dumped, _PRIVATE, {stand_in: character for character, stand_in in stand_ins.items()})


def _stand_ins(data: dict[str, Any]) -> dict[str, str]:
    """For each character that would be escaped one of private use that the data do not have: it is dumped instead."""
    text = json.dumps(data, ensure_ascii=False)
    astral = {*_ESCAPED.findall(text)}
    free = {*map(chr, range(0xE000, 0xF900))}.difference(_PRIVATE.findall(text)) if astral else ()
    return dict(zip(sorted(astral), sorted(free), strict=False))


def _respelled(value: Any, stand_ins: Mapping[str, str]) -> Any:
    if not stand_ins:
        return value
    if isinstance(value, str):
        return _replaced(value, _ESCAPED, stand_ins)
    if isinstance(value, Mapping):
        return {_respelled(key, stand_ins): _respelled(item, stand_ins) for key, item in value.items()}
    return [_respelled(item, stand_ins) for item in value] if isinstance(value, list | tuple) else value


def _replaced(text: str, characters: re.Pattern[str], table: Mapping[str, str]) -> str:
    return characters.sub(lambda match: table.get(match[0], match[0]), text) if table else text


def write(article: Article) -> str:
    """The article as YAML text that ends with a line end."""
    return f"# yaml-language-server: $schema={schema_address(article.version)}\n{dump_yaml(article.to_dict())}"
