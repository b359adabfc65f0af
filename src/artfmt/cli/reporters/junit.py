"""Findings as JUnit XML, as Jenkins, GitLab and Azure read it: one test case a file, failed by errors and warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from artfmt.checking.results import Result
from artfmt.source.controls import without_controls
from artfmt.source.diagnostics import Diagnostic
from artfmt.source.files import shown_path


def report(results: Iterable[Result], base: str) -> Iterator[str]:
    """One suite, whose counts its head must tell: it is written when all is known."""
    from lxml import etree

    suites = etree.Element("testsuites", name="artfmt")
    suite = etree.SubElement(suites, "testsuite", name="artfmt")
    cases: dict[str, etree._Element] = {}
    for result in results:
        path = without_controls(shown_path(result.path, base))
        case = cases.get(path)
        if case is None:
            cases[path] = case = etree.SubElement(suite, "testcase", name=path, classname="artfmt", file=path, time="0")
        for problem in result.problems:
            message = without_controls(problem.message)
            etree.SubElement(case, "error", type="not-checked", message=message).text = problem.sentence(path)
        failing = [finding for finding in result.findings if finding.severity.fails]
        if failing:
            first = without_controls(failing[0].message)
            failure = etree.SubElement(case, "failure", type=failing[0].rule, message=first)
            failure.text = "\n".join(_line(finding, path) for finding in failing)
        notes = [finding for finding in result.findings if not finding.severity.fails]
        if notes:
            etree.SubElement(case, "system-out").text = "\n".join(_line(finding, path) for finding in notes)
    for element in (suites, suite):
        element.set("tests", str(len(cases)))
        element.set("failures", str(sum(case.find("failure") is not None for case in cases.values())))
        element.set("errors", str(sum(case.find("error") is not None for case in cases.values())))
        element.set("time", "0")
    yield etree.tostring(suites, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()


def _line(finding: Diagnostic, path: str) -> str:
    place = f":{finding.location.line}:{finding.location.column}" if finding.location else ""
    return without_controls(f"{path}{place}: {finding.severity}: {finding.message} ({finding.rule})")
