"""The rules of style: one module each, found by its file.

A rule's module has a docstring, which is its page: a summary line, then the parts ``Why:``, ``Bad:``, ``Good:`` and,
where it has options, ``Options:``. ``SEVERITY`` is what its findings are; ``DEFAULT`` tells whether it is on where
nobody said so. It has one or both of

- ``check(story, *, option=default, …)``, which yields the findings in one article,
- ``compare(entries, *, option=default, …)``, which yields those between the articles of a run;

a module with neither is the page of what readers tell under that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple

from artfmt.rules.core.entries import Remark
from artfmt.source.diagnostics import Fix, Severity
from artfmt.source.nearest import nearest

PARTS = ("Why", "Bad", "Good", "Options")


class Finding(NamedTuple):
    """What a rule has to say of a part of an article.

    ``pointer`` is the part's JSON Pointer; ``start`` and ``end`` are the characters meant where it is a passage;
    ``severity`` is how grave it is, where that is not the rule's own.
    """

    pointer: str
    message: str
    start: int | None = None
    end: int | None = None
    fix: Fix | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its module has it; ``options`` are the names of its options and their defaults."""

    name: str
    severity: Severity
    on_by_default: bool
    summary: str
    page: str
    options: Mapping[str, Any]
    check: Callable[..., Iterable[Finding]] | None
    compare: Callable[..., Iterable[Remark]] | None
    volatile: bool

    @property
    def parts(self) -> Mapping[str, str]:
        """The parts of its page by their titles."""
        return dict(_parts(self.page))

    def option_types(self) -> dict[str, Any]:
        """The annotated type of each option."""
        import inspect

        judge = self.check or self.compare
        return {name: inspect.get_annotations(judge, eval_str=True)[name] for name in self.options} if judge else {}


@cache
def rule_names() -> tuple[str, ...]:
    """The names of all rules, in alphabetical order."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__) if not module.ispkg))


@cache
def rule_named(name: str) -> Rule:
    """The rule of a name from ``rule_names``."""
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    check, compare = getattr(module, "check", None), getattr(module, "compare", None)
    judge = check or compare
    summary, _, rest = (module.__doc__ or "").partition("\n")
    return Rule(
        name=name,
        severity=module.SEVERITY,
        on_by_default=module.DEFAULT,
        summary=summary,
        page=rest,
        options=(judge.__kwdefaults__ or {}) if judge else {},
        check=check,
        compare=compare,
        volatile=getattr(module, "VOLATILE", False),
    )


def all_rules() -> Iterator[Rule]:
    """Every rule, in alphabetical order."""
    return map(rule_named, rule_names())


def no_rule(name: str, otherwise: str = "") -> str:
    """What is to be said of a name that is not a rule's and no notice's; ``otherwise`` follows where none is near."""
    from artfmt.source.notice_names import NOTICES

    close = nearest(name, [*rule_names(), *NOTICES])
    return f'there is no rule "{name}"' + (f'; did you mean "{close}"?' if close else otherwise)


def _parts(page: str) -> Iterator[tuple[str, str]]:
    """The parts of a page by their titles; an example without the indent that sets it off."""
    import inspect

    title, lines = "", list[str]()
    for line in [*page.splitlines(), "End:"]:
        heading = line.rstrip(":")
        if line.endswith(":") and (heading in PARTS or heading == "End"):
            if title:
                yield title, inspect.cleandoc("\n".join(lines)).strip()
            title, lines = heading, []
        else:
            lines.append(line)
