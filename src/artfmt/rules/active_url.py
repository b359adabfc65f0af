"""An address that runs something.

Why:

"javascript:", "data:" and their like run in the reader's browser with the rights of the page. No article may hold one: the
readers of Markdown, HTML and JATS leave it out and tell so under this name; in JSON and YAML it breaks the schema.

Bad:

    # Port Alder halves ferry fares

    Read [the new fares](javascript:alert(1)).

Good:

    # Port Alder halves ferry fares

    Read [the new fares](https://harbor.example/fares).
"""

from __future__ import annotations

from artfmt.source.diagnostics import Severity

SEVERITY = Severity.ERROR
DEFAULT = True
