"""Where something was written, and what is wrong there.

Flows in: nothing. Flows out: values that every later room passes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple


class Source(NamedTuple):
    """A place in a file that an editor wrote."""

    path: str
    """Path from the root of the repository, with forward slashes on every system."""

    line: int = 1
    """Counted from 1."""

    column: int = 1
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How serious a problem is: an error stops the build, a warning only under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in the content, as a value; `messages` turns it into words."""

    at: Source
    code: str
    """Stable code, a key of `messages.RULES`."""

    values: Mapping[str, object] = field(default_factory=dict)
    """What the words of the rule mention, by name."""

    severity: Severity = Severity.ERROR


MOST_CHOICES = 12
"""How many names a problem lists; of more than these only the most similar ones."""


def unknown_values(name: str, known: Iterable[str]) -> dict[str, object]:
    """Return what a problem says of a name that stands for nothing: the nearest that does, and the others like it."""
    choices = sorted(known)
    near = get_close_matches(name, choices, 1)
    if len(choices) > MOST_CHOICES:
        choices = [*sorted(get_close_matches(name, choices, MOST_CHOICES, 0.3)), "…"]
    return {"name": name, "suggestion": near[0] if near else "", "known": ", ".join(choices)}
