"""YAML: the article as the schema has it, with the comment by which editors find the schema.

Text that YAML 1.1 or 1.2 could take for a number, a date or a boolean is quoted, so that every reader sees text.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from artfmt.model.article import Article
from artfmt.model.schema import schema_address

_UNFOLDED = 1 << 30
# A character beyond the basic plane, in the form that libyaml gives it.
_ESCAPED = re.compile(r"\\U[0-9A-F]{8}")
# Numbers under YAML 1.2 that YAML 1.1, by which PyYAML decides, takes for text.
_NUMBER = re.compile(r"[-+]?(?:[0-9]+|0o[0-7]+|\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?")


def _represent_text(dumper: Any, text: str) -> Any:
    style = None
    if "\n" in text:
        style = '"' if text[0].isspace() else "|"
    elif _NUMBER.fullmatch(text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


class _Dumper:
    def ignore_aliases(self, _: object) -> bool:
        return True


class _Patient(_Dumper, yaml.SafeDumper):
    """PyYAML's own, which writes every character that can be printed."""


class _Fast(_Dumper, getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """libyaml's, which escapes what lies beyond the basic plane: most emoji."""


_Patient.add_representer(str, _represent_text)
_Fast.add_representer(str, _represent_text)


def dump_yaml(data: dict[str, Any]) -> str:
    """A mapping as YAML text, its keys in their order, one line a value."""
    dumped = _dumped(data, _Fast)
    return _dumped(data, _Patient) if _ESCAPED.search(dumped) and "\\N" not in dumped else dumped


def _dumped(data: dict[str, Any], dumper: Any) -> str:
    dumped: str = yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, width=_UNFOLDED)
    return dumped


def write(article: Article) -> str:
    """The article as YAML text that ends with a line end."""
    return f"# yaml-language-server: $schema={schema_address(article.version)}\n{dump_yaml(article.to_dict())}"
