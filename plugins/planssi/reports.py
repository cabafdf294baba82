"""Problems in the forms that people and programs read.

Flows in: problems. Flows out: text for a terminal, JSON, lines that GitHub shows beside a change, or SARIF 2.1.0 for
code scanning (OASIS standard, 27 March 2020).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from .localizer import Catalogue
from .messages import as_line, describe
from .source import Problem, Severity


def as_text(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """Return a line for each problem."""
    return "\n".join(as_line(problem, catalogue) for problem in problems)


def as_json(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """Return the problems as a JSON list."""
    rows = []
    for problem in problems:
        wrong, mend = describe(problem, catalogue)
        rows.append(
            {
                "path": problem.at.path,
                "line": problem.at.line,
                "column": problem.at.column,
                "severity": str(problem.severity),
                "code": problem.code,
                "wrong": wrong,
                "mend": mend,
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """Return workflow commands: GitHub shows each problem beside its line in a proposed change."""
    lines = []
    for problem in problems:
        wrong, mend = describe(problem, catalogue)
        message = f"{wrong}. {mend}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        place = f"file={problem.at.path},line={problem.at.line},col={problem.at.column}"
        lines.append(f"::{problem.severity} {place},title={problem.code}::{message}")
    return "\n".join(lines)


def as_sarif(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """Return a SARIF log with one run."""
    results = []
    for problem in problems:
        wrong, mend = describe(problem, catalogue)
        region = {"startLine": problem.at.line, "startColumn": problem.at.column}
        location = {"artifactLocation": {"uri": quote(problem.at.path)}, "region": region}
        results.append(
            {
                "ruleId": problem.code,
                "level": "error" if problem.severity is Severity.ERROR else "warning",
                "message": {"text": f"{wrong}. {mend}"},
                "locations": [{"physicalLocation": location}],
            }
        )
    rules = [{"id": code} for code in sorted({str(result["ruleId"]) for result in results})]
    run = {
        "tool": {"driver": {"name": "planssi", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


FORMS: Mapping[str, Callable[[Iterable[Problem], Catalogue], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""How `planssi check --format` writes problems."""
