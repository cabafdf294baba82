"""What all pictures share: sizes in pixels, how many letters have room, and the simplest picture: labels and bars.

Places across are in percent of the width, so a picture fills its column and its text keeps its size on any screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

NARROW = 268
"""Pixels that a picture has at least: a screen of 320 px, less the edges of the page and room for a letter."""
LABEL_WIDTH = 40
"""Characters that fit on a line of a label on the narrowest screen (288 px at 13 px type)."""
FIGURE = 7.5
"""Pixels that a figure takes, at 13 px type."""
LINE_HEIGHT = 17
BAR_HEIGHT = 16
GAP = 14


@dataclass(frozen=True)
class Mark:
    """What to draw for one row."""

    label: str
    left: float
    """Percent of the width."""
    width: float
    """Percent of the width."""
    pattern: int = 1


@dataclass(frozen=True)
class Placed:
    """A mark with its place from the top, in pixels."""

    mark: Mark
    lines: tuple[tuple[int, str], ...]
    """Lines of the label with the height of their baseline."""
    bar: int
    """Top of the bar."""


@dataclass(frozen=True)
class Drawing:
    """A whole picture."""

    rows: tuple[Placed, ...]
    height: int


def lay_out(marks: Iterable[Mark]) -> Drawing:
    """Put the marks one below the other, each label above its bar."""
    y = 0
    rows = []
    for mark in marks:
        words = wrap(mark.label, LABEL_WIDTH)
        lines = tuple((y + LINE_HEIGHT * (number + 1) - 4, line) for number, line in enumerate(words))
        y += LINE_HEIGHT * len(words)
        rows.append(Placed(mark, lines, y + 2))
        y += BAR_HEIGHT + GAP
    return Drawing(tuple(rows), y)
