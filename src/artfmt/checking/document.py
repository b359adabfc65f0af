"""Checking one document: what keeps it from being read, what its reader noticed, what the rules say, as one list."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from artfmt.checking.config import house_of
from artfmt.checking.positions import Positions
from artfmt.checking.presets import OF_FILES, OF_PUBLISHED, PRESETS
from artfmt.checking.results import Checked
from artfmt.checking.settings import Setting, Settings
from artfmt.checking.suppressions import forgive, suppressions_of
from artfmt.checking.surroundings import Surroundings
from artfmt.formats.read import read, read_all
from artfmt.formats.table import format_named
from artfmt.reading.document import Document
from artfmt.rules import Finding, Rule, all_rules, no_rule, rule_named, rule_names
from artfmt.rules.core.entries import Entry
from artfmt.rules.core.passages import Passages, Version
from artfmt.source.diagnostics import Diagnostic, Severity, in_order
from artfmt.source.errors import ArtfmtError, ConfigError, ReadError
from artfmt.source.git import Earlier
from artfmt.source.location import Location
from artfmt.source.notice_names import NOTICES, OF_CONVERSION
from artfmt.source.source import Source


def check(document: Document, settings: Settings | None = None, today: datetime.date | None = None) -> list[Diagnostic]:
    """All findings about a document, sorted by place: its reader's notices, and what the rules say.

    ``settings`` say which rules count, as ``.artfmt.yaml`` does; ``today`` is the day that dates are judged
    by, that of UTC if left out. What a reader merely tells about its work (severity ``info``) is not a finding and
    stays in ``document.notices``; what the document itself suppresses is left out. Raises ConfigError for settings
    that name what does not exist.
    """
    settings = settings or Settings()
    refuse_unknown(settings)
    record = check_document(document, settings, today)
    return forgive(record.findings, record.suppressions, settings)


def check_document(
    document: Document, settings: Settings, today: datetime.date | None = None, before: Version | None = None
) -> Checked:
    """Everything that checking a document tells; ``before`` is what the article was before a change."""
    positions = Positions(document)
    findings = [
        positions.relabelled(notice) if notice.rule == "label-form" else notice
        for notice in _noticed(document, settings)
    ]
    faults: list[str] = []
    volatile = False
    passages = positions.passages(settings.labels, today, before, _around(document, settings))
    for asked_rule in _asked(settings):
        hits = list(_applied(asked_rule, passages, positions, faults))
        volatile = volatile or (asked_rule.rule.volatile and bool(hits))
        findings += hits
    return Checked(in_order(findings), suppressions_of(document), entry_of(document), faults, volatile)


def looks_around(settings: Settings) -> bool:
    """Whether a rule is on that looks at other files."""
    return any(settings.has(name, on_by_default=False) for name in OF_FILES)


def _around(document: Document, settings: Settings) -> Surroundings | None:
    """The files around a document, where a rule asks for them and it is a file."""
    path = document.source.name
    return Surroundings(path) if looks_around(settings) and os.path.isfile(path) else None


def check_source(
    source: Source,
    format: str | None = None,
    settings: Settings | None = None,
    *,
    schema_only: bool = False,
    before: Earlier | None = None,
) -> Checked:
    """Everything that reading and checking a source tells, with what keeps it from being read.

    ``schema_only`` leaves out all but what breaks the format or the schema; ``before`` is the file as it was before a
    change. Raises UnknownFormatError as ``read`` does.
    """
    try:
        document = read(source, format, **house_of(settings))
    except ReadError as error:
        return Checked(in_order(error.diagnostics or [_no_article(error, source.name)]), [], None, [])
    if format_named(document.format).holds_several and any(
        notice.rule == "more-stories" for notice in document.noticed(lambda rule, _: rule == "more-stories")
    ):
        return _checked_each(source, format, settings or Settings(), schema_only=schema_only)
    if schema_only:  # what was read is valid: readers refuse what is not
        return Checked([], [], None, [])
    settings = settings or Settings()
    return check_document(document, settings, before=_version(before, source, format, settings) if before else None)


def _version(before: Earlier, source: Source, format: str | None, settings: Settings) -> Version | None:
    """The article that a file held before a change; None where nobody asks for it, or there was none."""
    if not any(settings.has(name, on_by_default=False) for name in OF_PUBLISHED):
        return None
    path = before.renamed_from or source.name
    try:
        return Version(read(Source(before.content, path), format, **house_of(settings)).article, before.renamed_from)
    except ReadError:
        return None


def _checked_each(source: Source, format: str | None, settings: Settings, *, schema_only: bool) -> Checked:
    """Everything that checking each article of a feed, a mailbox or an export tells."""
    if schema_only:
        return Checked([], [], None, [])
    records = [check_document(document, settings) for document in read_all(source, format, **house_of(settings))]
    return Checked(
        [finding for record in records for finding in record.findings],
        [suppression for record in records for suppression in record.suppressions],
        records[0].entry,
        [fault for record in records for fault in record.faults],
        any(record.volatile for record in records),
    )


def refuse_unknown(settings: Settings) -> None:
    """Raise ConfigError where settings name a preset, a rule or an option that does not exist."""
    if settings.preset not in PRESETS:
        raise ConfigError(f'there is no preset "{settings.preset}": choose one of {", ".join(PRESETS)}')
    house_names = {rule.name for rule in settings.house_rules}
    for name, setting in settings.rules.items():
        if name not in rule_names() and name not in NOTICES and name not in house_names:
            raise ConfigError(no_rule(name))
        if setting is not None and not isinstance(setting, Setting):
            raise ConfigError(f"{name}: must be a Setting, or None for off")
        options = rule_named(name).options if name in rule_names() else {}
        for option in setting.options if setting else ():
            if option not in options:
                raise ConfigError(f'{name} has no option "{option}": it has {", ".join(options) or "none"}')


def _no_article(error: ReadError, path: str) -> Diagnostic:
    place = Location(error.line, error.column or 1) if error.line else Location(1)
    return Diagnostic("no-article", Severity.ERROR, error.message, path, place)


def rules_of(settings: Settings) -> Iterator[Rule]:
    """The rules that are on."""
    if settings.preset == "none":
        yield from (rule_named(name) for name in rule_names() if settings.rules.get(name))
    else:
        yield from (rule for rule in all_rules() if settings.has(rule.name, rule.on_by_default))
    if house_rules := [rule for rule in settings.house_rules if settings.has_house(rule.name)]:
        from artfmt.house.rules import rules_of as rules_of_house

        yield from rules_of_house(house_rules)


class _Asked(NamedTuple):
    """A rule that is on, how grave what it finds is, whether the configuration says so, and its options."""

    rule: Rule
    check: Callable[..., Iterable[Finding]]
    severity: Severity
    is_set: bool
    options: Mapping[str, Any]


_ASKED: dict[bytes, list[_Asked]] = {}  # by the digest of the settings, of which a run has few


def _asked(settings: Settings) -> list[_Asked]:
    """The rules that judge one article and are on."""
    if settings.digest not in _ASKED:
        _ASKED[settings.digest] = [
            _Asked(
                rule,
                rule.check,
                settings.severity(rule.name, rule.severity),
                settings.severity(rule.name, Severity.INFO) is not Severity.INFO,
                settings.options(rule.name),
            )
            for rule in rules_of(settings)
            if rule.check
        ]
    return _ASKED[settings.digest]


def entry_of(document: Document) -> Entry:
    """What the rules that compare articles know of a document."""
    article = document.article
    related = tuple(story.url for story in article.related)
    fields = (article.type, article.headline, article.id, article.url, related, article.published)
    return Entry(document.source.name, *fields)


def _noticed(document: Document, settings: Settings) -> Iterator[Diagnostic]:
    """The notices that are findings: those that are more than information, or were made so by name.

    Those that merely tell what would be lost in another format are not, but under "strict".
    """

    def counts(rule: str, severity: Severity) -> bool:
        return severity is not Severity.INFO or rule in settings.rules

    for notice in document.noticed(counts):
        name, severity, on = notice.rule, notice.severity, notice.rule not in OF_CONVERSION
        if name in rule_names():
            rule = rule_named(name)
            severity, on = rule.severity, rule.on_by_default
        if settings.has(name, on) or (on and settings.preset == "none" and name not in rule_names()):
            severity = Severity.WARNING if severity is Severity.INFO else severity
            yield replace(notice, severity=settings.severity(name, severity))


def _applied(asked_rule: _Asked, passages: Passages, positions: Positions, faults: list[str]) -> Iterator[Diagnostic]:
    name = asked_rule.rule.name
    try:
        hits: list[Finding] = list(asked_rule.check(passages, **asked_rule.options))
    except ArtfmtError as error:  # a pattern that is too slow, a library that is not installed
        faults.append(f"{name}: {error}")
        return
    except Exception as error:  # a rule's own fault must not end the run
        faults.append(
            f"the rule {name} failed ({type(error).__name__}: {error}); this is a fault of artfmt, not of the "
            "article: turn the rule off and tell us"
        )
        return
    for finding in hits:
        own = None if asked_rule.is_set else finding.severity
        yield positions.diagnostic(name, own or asked_rule.severity, finding)
