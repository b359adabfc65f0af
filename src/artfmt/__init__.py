"""artfmt reads, checks and writes Axios-style ("Smart Brevity") articles.

document = artfmt.read(Path("article.txt"))  # text is content: a file is a Path
document.article.headline
artfmt.write(document.article, "jats")
for finding in artfmt.check(document, artfmt.settings_for("article.txt")):
    print(finding.location, finding.rule, finding.message)
strict = artfmt.Settings("strict", {"missing-credit": artfmt.Setting(artfmt.Severity.ERROR), "bare-url": None})
artfmt.fix(Path("article.md"), strict).after
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from artfmt.article import Article
    from artfmt.batch.columns import Failure
    from artfmt.batch.many import Outcome, check_many, convert_many, read_many
    from artfmt.checking import check
    from artfmt.config import Setting, Settings, settings_for
    from artfmt.diagnostics import Diagnostic, Edit, Fix, Replacement, Severity
    from artfmt.differences import Change, diff
    from artfmt.document import Document
    from artfmt.errors import ArtfmtError, ConfigError, ReadError, UnknownFormatError
    from artfmt.fixing import Fixed, fix
    from artfmt.formats import convert, read, read_all, write
    from artfmt.location import Location
    from artfmt.schema import validate
    from artfmt.source import Source

__all__ = [
    "ArtfmtError",
    "Article",
    "Change",
    "ConfigError",
    "Diagnostic",
    "Document",
    "Edit",
    "Failure",
    "Fix",
    "Fixed",
    "Location",
    "Outcome",
    "ReadError",
    "Replacement",
    "Setting",
    "Settings",
    "Severity",
    "Source",
    "UnknownFormatError",
    "__version__",
    "check",
    "check_many",
    "convert",
    "convert_many",
    "diff",
    "fix",
    "read",
    "read_all",
    "read_many",
    "settings_for",
    "validate",
    "write",
]

# Imported when first asked for, so that the command line starts fast.
_HOMES = {
    "Article": "article",
    "ArtfmtError": "errors",
    "Change": "differences",
    "ConfigError": "errors",
    "Diagnostic": "diagnostics",
    "Document": "document",
    "Edit": "diagnostics",
    "Failure": "batch.columns",
    "Fix": "diagnostics",
    "Fixed": "fixing",
    "Location": "location",
    "Outcome": "batch.many",
    "ReadError": "errors",
    "Replacement": "diagnostics",
    "Setting": "config",
    "Settings": "config",
    "Severity": "diagnostics",
    "Source": "source",
    "UnknownFormatError": "errors",
    "check": "checking",
    "check_many": "batch.many",
    "convert": "formats",
    "convert_many": "batch.many",
    "diff": "differences",
    "fix": "fixing",
    "read": "formats",
    "read_all": "formats",
    "read_many": "batch.many",
    "settings_for": "config",
    "validate": "schema",
    "write": "formats",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'artfmt' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(f"artfmt.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
