"""Problems for programs: what GitHub and code scanning are told."""

from __future__ import annotations

import json

from planssi.guide import Guide
from planssi.reports import FORMS
from planssi.source import Problem, Severity, Source

PROBLEMS = (
    Problem(Source("content/å b/risks.yaml", 3, 7), "duplicate-key", {"key": "id", "line": 2}),
    Problem(Source("data/site.yaml", 1, 1), "empty-file", {}, Severity.WARNING),
)
FINNISH = Guide("fi")


def test_text() -> None:
    """Each problem is a line that begins with its place."""
    first, second = FORMS["text"](PROBLEMS, FINNISH).split("\n")
    assert first.startswith("content/å b/risks.yaml:3:7: virhe: ")
    assert second.startswith("data/site.yaml:1:1: varoitus: ")


def test_github() -> None:
    """Each problem is a workflow command with file, line, column and code."""
    first, second = FORMS["github"](PROBLEMS, FINNISH).split("\n")
    assert first.startswith(
        "::error file=content/å b/risks.yaml,line=3,col=7,title=duplicate-key::avain 'id' on jo rivillä 2."
    )
    assert second.startswith("::warning file=data/site.yaml,line=1,col=1,title=empty-file::")


def test_sarif() -> None:
    """The log names the version, the rules and each place."""
    log = json.loads(FORMS["sarif"](PROBLEMS, FINNISH))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["duplicate-key", "empty-file"]
    rule = run["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"] == {"text": "Sama avain on kahdesti."}
    assert rule["fullDescription"]["text"].startswith("Sama avain on kahdesti. Vain toinen")
    assert rule["help"]["markdown"] == FINNISH.page("duplicate-key")
    assert rule["help"]["text"].startswith("Sama avain on kahdesti\n======================\n")
    assert "helpUri" not in rule
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/%C3%A5%20b/risks.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert (first["level"], second["level"]) == ("error", "warning")


def test_sarif_links_to_the_pages_of_help() -> None:
    """Where the pages can be read in a browser, each rule has the whole address of its page."""
    log = json.loads(FORMS["sarif"](PROBLEMS, Guide("sv", "https://git.example/planssi/-/blob/main/help/")))
    uris = [rule["helpUri"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    start = "https://git.example/planssi/-/blob/main/help/sv/"
    assert uris == [f"{start}duplicate-key.md", f"{start}empty-file.md"]


def test_nothing_wrong() -> None:
    """Without problems every form is whole and empty."""
    assert FORMS["text"]((), FINNISH) == FORMS["github"]((), FINNISH) == ""
    assert json.loads(FORMS["json"]((), FINNISH)) == []
    assert json.loads(FORMS["sarif"]((), FINNISH))["runs"][0]["results"] == []
