"""The page of a rule, as Markdown: for ``artfmt rules NAME`` and docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.checking.presets import OF_FILES, OF_PUBLISHED
from artfmt.rules import Rule

_FENCE = "`" * 4  # an example may hold a fence of three
_OFF = dict.fromkeys(OF_PUBLISHED, "Off by default, on in the presets published and strict")
_OFF |= dict.fromkeys(OF_FILES, "Off in every preset")


def page(rule: Rule, level: int = 1) -> str:
    """The page of a rule under a heading of a level."""
    return "\n".join(_lines(rule, "#" * level)) + "\n"


def _lines(rule: Rule, mark: str) -> Iterator[str]:
    yield f"{mark} {rule.name}\n"
    yield f"{rule.summary}\n"
    when = "On by default" if rule.on_by_default else _OFF.get(rule.name, "Off by default, on in the preset strict")
    yield f"{when}; severity {rule.severity}. {_told_by(rule)}{_mended(rule)}\n"
    yield f"{rule.parts['Why']}\n"
    for part in ("Bad", "Good"):
        yield f"{part}:\n\n{_FENCE}markdown\n{rule.parts[part]}\n{_FENCE}\n"
    if rule.options:
        yield f"Options, in .artfmt.yaml:\n\n```yaml\n{_options(rule)}```\n"
        meanings = dict(line.removeprefix("- ").split(": ", 1) for line in rule.parts["Options"].splitlines())
        yield "\n".join(f"- {name}: {what}" for name, what in meanings.items()) + "\n"


def _told_by(rule: Rule) -> str:
    if rule.compare:
        return "It compares the articles of a run."
    return "It judges each article." if rule.check else "The readers and the schema tell it."


def fix_of(rule: Rule) -> str:
    """Whether the fix that the rule has for its bad example is "safe" or "unsafe"; "" where it has none."""
    from artfmt.checking.document import check_document
    from artfmt.checking.settings import Setting, Settings
    from artfmt.formats.read import read

    if rule.compare or rule.name in (*OF_PUBLISHED, *OF_FILES):
        return ""
    findings = check_document(read(rule.parts["Bad"]), Settings("none", {rule.name: Setting()})).findings
    return next(("safe" if finding.fix.safe else "unsafe" for finding in findings if finding.fix), "")


def _mended(rule: Rule) -> str:
    sentences = {"safe": " --fix mends it.", "unsafe": " --fix --unsafe-fixes mends it, which changes words."}
    return sentences.get(fix_of(rule), "")


def _options(rule: Rule) -> str:
    import yaml

    options = {
        name.replace("_", "-"): list(default) if isinstance(default, tuple) else default
        for name, default in rule.options.items()
    }
    return yaml.safe_dump({"rules": {rule.name: options}}, sort_keys=False, allow_unicode=True, width=100)
