"""JUnit and Checkstyle XML, for the machines that read nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.layout import clean
from lawcheck.model.finding import Finding, Review


def _written(root: Element) -> Iterator[str]:
    indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def junit(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """A test suite a draft, a test case a rule: failed with its findings, skipped when idle, in error when unknown."""
    root = Element("testsuites", name="lawcheck")
    for review in reviews:
        suite = SubElement(root, "testsuite", name=clean(review.path))
        found: dict[str, list[Finding]] = {}
        for finding in review.findings:
            found.setdefault(finding.rule, []).append(finding)
        outcomes = [(v.rule, v.outcome, v.reason) for v in review.verdicts]
        outcomes += [(rule, "fail", "") for rule in found if rule not in {v.rule for v in review.verdicts}]
        if review.error:
            outcomes = [("lawcheck/readable", "unknown", review.error)]
        for rule, outcome, reason in outcomes:
            case = SubElement(suite, "testcase", name=rule, classname=clean(review.path))
            if outcome == "idle":
                SubElement(case, "skipped", message=clean(reason))
            elif outcome == "unknown":
                SubElement(case, "error", message=clean(reason))
            elif rule in found:  # a failed rule whose findings are all set aside has none
                lines = "\n".join(f"{f.place.line}:{f.place.column} {clean(f.message)}" for f in found[rule])
                failure = SubElement(
                    case, "failure", message=clean(found[rule][0].message), type=found[rule][0].severity.value
                )
                failure.text = lines
        suite.set("tests", str(len(outcomes)))
        for tag, key in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(tag, str(len(suite.findall(f"testcase/{key}"))))
    yield from _written(root)


def checkstyle(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """A <file> a draft with an <error> a finding; severities error, warning, info."""
    root = Element("checkstyle", version="4.3")
    for review in reviews:
        file = SubElement(root, "file", name=clean(review.path))
        if review.error:
            SubElement(
                file, "error", line="1", severity="error", message=clean(review.error), source="lawcheck/unreadable"
            )
        for f in review.findings:
            severity = "info" if f.severity.value == "notice" else f.severity.value
            SubElement(
                file, "error", line=str(f.place.line), column=str(f.place.column), severity=severity,
                message=clean(f.message), source=f.rule,
            )  # fmt: skip
    yield from _written(root)
