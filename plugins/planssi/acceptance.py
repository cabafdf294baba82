"""The record of accepted translations: pairs of texts that a person found to say the same.

Flows in: a file `translations.lock`. Flows out: its pairs, and every problem; or the other way round. The file stands
beside the texts it tells of, is written by `planssi accept`, and holds one pair a line, sorted, so that two editors'
changes merge line by line:

    fi sv 1f0c5a9be3d2 77aa0b12c9de 2026-11-22

A pair is the language of the source and of the translation, the fingerprint of the words of each (see `freshness`),
and the day. The record has no keys: a text that is moved or renamed stays accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .source import Problem, Source

LOCK = "translations.lock"
"""Name of the file."""

HEADER = "# Translations that were found to say the same as their source. Written by: planssi accept\n"
LINE = re.compile(r"([a-z]{2,3}) ([a-z]{2,3}) ([0-9a-f]{12}) ([0-9a-f]{12}) (\d{4}-\d{2}-\d{2})")


class Pair(NamedTuple):
    """A text and its translation, by their fingerprints."""

    source_language: str
    language: str
    """Language of the translation."""
    source: str
    """Fingerprint of the words that were translated."""
    translation: str
    """Fingerprint of the words of the translation."""

    @property
    def turned(self) -> Pair:
        """The same pair, as if the translation were the source."""
        return Pair(self.language, self.source_language, self.translation, self.source)


Accepted = dict[Pair, date]
"""Pairs, and the day on which each was accepted."""


def read_lock(text: str, name: str) -> tuple[Accepted, list[Problem]]:
    """Return the pairs of a file, and its problems: lines that are no pair, such as the marks of a merge conflict.

    Args:
        text: What the file holds.
        name: Its path from the root.
    """
    accepted: Accepted = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            match = LINE.fullmatch(line)
            if match is None:
                raise ValueError(line)
            pair, day = Pair(*match.groups()[:4]), date.fromisoformat(match[5])
        except ValueError:
            problems.append(Problem(Source(name, number), "bad-acceptance", {"text": line[:40]}))
        else:
            # Two editors may have accepted the same pair; the older day is the true one.
            accepted[pair] = min(day, accepted.get(pair, day))
    return accepted, problems


def write_lock(accepted: Iterable[tuple[Pair, date]]) -> str:
    """Return what a file with these pairs holds."""
    lines = (
        f"{pair.source_language} {pair.language} {pair.source} {pair.translation} {day.isoformat()}\n"
        for pair, day in sorted(accepted)
    )
    return HEADER + "".join(lines)
