"""Characters that were decoded wrongly.

Why:

"â€™" is an apostrophe that was saved as UTF-8 and read as windows-1252. Readers see garbage.

Bad:

    # Port Alder halves ferry fares

    The boardâ€™s vote was close.

Good:

    # Port Alder halves ferry fares

    The board’s vote was close.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Edit, Fix, Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.WARNING
DEFAULT = True

# UTF-8's continuation bytes as windows-1252 has them, and those of them that no text ends a word with.
_CONTINUATION = bytes(range(0x80, 0xC0)).decode("windows-1252", "ignore") + "\x81\x8d\x8f\x90\x9d"
_ODD = "".join(char for char in _CONTINUATION if char not in "‘’“”…–—•™")
_GARBLED = lazy(
    rf"(?:[ÂÃ][{_ODD}]|[ÄÅ][{_ODD}](?=\w|\b)|â[{_CONTINUATION}][{_CONTINUATION}]|ðŸ[{_CONTINUATION}]{{2}}|"
    rf"(?:[ÐÑ][{_CONTINUATION}]){{3,}})+"
)


def check(passages: Passages) -> Iterator[Finding]:
    """Find runs of characters that are UTF-8 read as windows-1252."""
    for hit in passages.search(_GARBLED, hints=("Â", "Ã", "Ä", "Å", "â", "ð", "Ð")):
        try:
            right = b"".join(map(_byte, hit.match[0])).decode("utf-8")
        except UnicodeError:
            continue
        fix = Fix(f'write "{right}"', (Edit(hit.passage.pointer, hit.start, hit.end, right),), safe=False)
        yield Finding(hit.passage.pointer, f'"{hit.match[0]}" was meant to be "{right}"', hit.start, hit.end, fix)


def _byte(char: str) -> bytes:
    """The byte that was read as a character: windows-1252, and Latin-1 where that has none."""
    return char.encode("latin-1" if ord(char) < 0xA0 else "windows-1252")
