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

from artfmt._version import __version__

if TYPE_CHECKING:
    from artfmt.batch.columns import Failure
    from artfmt.batch.many import Outcome, check_many, convert_many, read_many
    from artfmt.checking.config import Setting, Settings, settings_for
    from artfmt.checking.document import check
    from artfmt.checking.fixing import Fixed, fix
    from artfmt.formats.read import read, read_all
    from artfmt.formats.write import convert, write
    from artfmt.model.article import Article
    from artfmt.model.diff import Change, diff
    from artfmt.model.schema import validate
    from artfmt.reading.document import Document
    from artfmt.source.diagnostics import Diagnostic, Edit, Fix, Replacement, Severity
    from artfmt.source.errors import ArtfmtError, ConfigError, ReadError, UnknownFormatError
    from artfmt.source.location import Location
    from artfmt.source.source import Source

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
    "Article": "model.article",
    "ArtfmtError": "source.errors",
    "Change": "model.diff",
    "ConfigError": "source.errors",
    "Diagnostic": "source.diagnostics",
    "Document": "reading.document",
    "Edit": "source.diagnostics",
    "Failure": "batch.columns",
    "Fix": "source.diagnostics",
    "Fixed": "checking.fixing",
    "Location": "source.location",
    "Outcome": "batch.many",
    "ReadError": "source.errors",
    "Replacement": "source.diagnostics",
    "Setting": "checking.config",
    "Settings": "checking.config",
    "Severity": "source.diagnostics",
    "Source": "source.source",
    "UnknownFormatError": "source.errors",
    "check": "checking.document",
    "check_many": "batch.many",
    "convert": "formats.write",
    "convert_many": "batch.many",
    "diff": "model.diff",
    "fix": "checking.fixing",
    "read": "formats.read",
    "read_all": "formats.read",
    "read_many": "batch.many",
    "settings_for": "checking.config",
    "validate": "model.schema",
    "write": "formats.write",
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
