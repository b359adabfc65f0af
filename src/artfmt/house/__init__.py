"""A house's own rules, as ``.artfmt.yaml`` and the styles of Vale that it names have them: data, and what they find."""
