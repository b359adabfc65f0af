"""What can go wrong; each error says in a sentence what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from artfmt.source.diagnostics import Diagnostic


class ArtfmtError(Exception):
    """The root of every error that artfmt raises on purpose."""


class ReadError(ArtfmtError):
    """There is not an article to be had from a source.

    ``message`` says why and what to do; ``format`` names the reader; ``line`` and ``column`` count from 1
    and are None where the fault has no place; ``diagnostics`` holds every fault found where a format or the
    schema is broken at known places, and is empty where the source could not be read at all.
    """

    def __init__(
        self,
        message: str,
        *,
        format: str | None = None,
        line: int | None = None,
        column: int | None = None,
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.format = format
        self.line = line
        self.column = column
        self.diagnostics = diagnostics


def fault(error: Exception) -> str:
    """What is to be said of an error that artfmt did not raise on purpose, behind the name of the document."""
    if isinstance(error, MemoryError):
        return "needs more memory than there is"
    what = f"{type(error).__name__}: {str(error)[:200]}"
    return f"artfmt failed ({what}); this is a fault of artfmt, not of the document: tell us"


class UnknownFormatError(ArtfmtError):
    """A format has no such name, or cannot be read or written."""


class MissingExtraError(ArtfmtError, ImportError):
    """A part of artfmt needs a library that is not installed; the message says what to install."""


def missing_extra(what: str, error: ModuleNotFoundError, extra: str = "batch") -> MissingExtraError:
    """The error of a part of artfmt whose library is not installed."""
    return MissingExtraError(f"{what} needs {error.name}: {installing(extra)}")


def installing(extra: str) -> str:
    """The command that installs artfmt with an extra: from Git, until there is a release."""
    return f"pip install 'artfmt[{extra}] @ git+https://github.com/artfmt/artfmt'"


class TooSlowError(ArtfmtError):
    """A regular expression of a house takes longer than it may."""


class ConfigError(ArtfmtError):
    """The configuration or the command line asks for what cannot be done."""
