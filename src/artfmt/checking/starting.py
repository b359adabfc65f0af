"""The configuration that ``artfmt init`` writes."""

from __future__ import annotations

_STARTING = """\
# yaml-language-server: $schema=https://artfmt.github.io/artfmt/schemas/1.0/config.schema.json
# What artfmt check asks of the articles in this folder and below. Reference: artfmt rules, docs/configuration.md.

# default: the rules that most newsrooms want; strict: all of them; none: only those that are named here.
preset: default

# Patterns as in .gitignore. Which files are articles, and which of them are never checked:
# files: ["stories/**", "newsletters/**"]
# ignore: ["drafts/"]

# The house's own lead-in labels, and the kind that programs know each by:
# labels:
#   Why we care: why-it-matters

# A rule is off, on (with its own severity), suggestion, warning or error, or a mapping with its options:
rules:
#  missing-credit: error
#  headline-too-long: {severity: warning, longest: 90}

# Other rules for some files:
# paths:
#   - files: ["newsletters/**"]
#     rules: {headline-too-long: off}

# Known findings that are forgiven; artfmt check --write-baseline writes them:
# baseline: .artfmt-baseline.json
"""


def starting_config() -> str:
    """The text of a configuration that changes nothing yet."""
    return _STARTING
