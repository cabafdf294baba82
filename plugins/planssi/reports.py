"""Problems in the forms that people and programs read.

Flows in: problems, and the guide of a language. Flows out: text for a terminal, JSON, lines that GitHub shows beside a
change, or SARIF 2.1.0 for code scanning (OASIS standard, 27 March 2020).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from .guide import Guide, as_plain
from .messages import as_line, describe
from .source import Problem, Severity


def as_text(problems: Iterable[Problem], guide: Guide) -> str:
    """Return a line for each problem."""
    return "\n".join(as_line(problem, guide.words) for problem in problems)


def as_json(problems: Iterable[Problem], guide: Guide) -> str:
    """Return the problems as a JSON list."""
    rows = []
    for problem in problems:
        wrong, mend = describe(problem, guide.words)
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


def as_github(problems: Iterable[Problem], guide: Guide) -> str:
    """Return workflow commands: GitHub shows each problem beside its line in a proposed change."""
    lines = []
    for problem in problems:
        wrong, mend = describe(problem, guide.words)
        message = f"{wrong}. {mend}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        place = f"file={problem.at.path},line={problem.at.line},col={problem.at.column}"
        lines.append(f"::{problem.severity} {place},title={problem.code}::{message}")
    return "\n".join(lines)


def as_sarif(problems: Iterable[Problem], guide: Guide) -> str:
    """Return a SARIF log with one run; each rule carries its page of help."""
    results = []
    for problem in problems:
        wrong, mend = describe(problem, guide.words)
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
    rules = [_rule(code, guide) for code in sorted({str(result["ruleId"]) for result in results})]
    run = {
        "tool": {"driver": {"name": "planssi", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str, guide: Guide) -> dict[str, object]:
    title, page = guide.title(code), guide.page(code)
    rule: dict[str, object] = {
        "id": code,
        "shortDescription": {"text": f"{title}."},
        "fullDescription": {"text": f"{title}. {guide.why(code)}".rstrip()},
        "help": {"text": as_plain(page), "markdown": page},
    }
    uri = guide.uri(code)
    return {**rule, "helpUri": uri} if uri else rule


FORMS: Mapping[str, Callable[[Iterable[Problem], Guide], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""How `planssi check --format` writes problems."""
