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

import re
from collections.abc import Iterator

from artfmt.diagnostics import Edit, Fix, Severity
from artfmt.rules import Finding
from artfmt.story import Story

SEVERITY = Severity.WARNING
DEFAULT = True

# UTF-8's lead byte and one to three of its continuation bytes, as windows-1252 has them.
_CONTINUATION = bytes(range(0x80, 0xC0)).decode("windows-1252", "ignore") + "\x81\x8d\x8f\x90\x9d"
_GARBLED = re.compile(rf"(?:[ÂÃ][{_CONTINUATION}]|â[€‚„™][{_CONTINUATION}]|ðŸ[{_CONTINUATION}]{{2}})+")


def check(story: Story) -> Iterator[Finding]:
    """Find runs of characters that are UTF-8 read as windows-1252."""
    for hit in story.search(_GARBLED, hints=("Â", "Ã", "â", "ð")):
        try:
            meant = hit.match[0].encode("windows-1252").decode("utf-8")
        except UnicodeError:
            continue
        fix = Fix(f'write "{meant}"', (Edit(hit.passage.pointer, hit.start, hit.end, meant),), safe=False)
        yield Finding(hit.passage.pointer, f'"{hit.match[0]}" was meant to be "{meant}"', hit.start, hit.end, fix)
