"""Problems for programs: what GitHub and code scanning are told."""

from __future__ import annotations

import json

from planssi.localizer import catalogue
from planssi.reports import FORMS
from planssi.source import Problem, Severity, Source

PROBLEMS = (
    Problem(Source("content/å b/risks.yaml", 3, 7), "duplicate-key", {"key": "id", "line": 2}),
    Problem(Source("data/site.yaml", 1, 1), "empty-file", {}, Severity.WARNING),
)
FINNISH = catalogue("fi")


def test_text() -> None:
    """Each problem is a line that begins with its place."""
    first, second = FORMS["text"](PROBLEMS, FINNISH).split("\n")
    assert first.startswith("content/å b/risks.yaml:3:7: virhe: ")
    assert second.startswith("data/site.yaml:1:1: varoitus: ")


def test_github() -> None:
    """Each problem is a workflow command with file, line, column and code."""
    first, second = FORMS["github"](PROBLEMS, FINNISH).split("\n")
    assert first.startswith("::error file=content/å b/risks.yaml,line=3,col=7,title=duplicate-key::avain 'id' on tässä")
    assert second.startswith("::warning file=data/site.yaml,line=1,col=1,title=empty-file::")


def test_sarif() -> None:
    """The log names the version, the rules and each place."""
    log = json.loads(FORMS["sarif"](PROBLEMS, FINNISH))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["duplicate-key", "empty-file"]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/%C3%A5%20b/risks.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert (first["level"], second["level"]) == ("error", "warning")


def test_nothing_wrong() -> None:
    """Without problems every form is whole and empty."""
    assert FORMS["text"]((), FINNISH) == FORMS["github"]((), FINNISH) == ""
    assert json.loads(FORMS["json"]((), FINNISH)) == []
    assert json.loads(FORMS["sarif"]((), FINNISH))["runs"][0]["results"] == []
