"""A heading or a break with nothing beneath it.

Why:

Something was forgotten, or lost on the way here. The readers, who see the heading, tell it.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    ## What passes cost

    ## What's next

    The board votes on May 19.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    ## What's next

    The board votes on May 19.
"""

from __future__ import annotations

from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True
