"""The picture of risks: a square for each likelihood and impact, and in it the marks of the risks that belong there.

Flows in: risks with their scale. Flows out: places, across in percent of the width and down in pixels, for the template
to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from .blocks.risks import Cell, Risk, Risks
from .drawing import LINE_HEIGHT, NARROW
from .fields import Text

SCROLLED = 720
"""Pixels that the picture has at least where it has so many columns that a small screen must scroll it."""
MARK_WIDTH = 32
MARK_HEIGHT = 22
LETTER = 8
"""Pixels that a letter takes at most on average, at 13 px type."""
LEAST_HEIGHT = 44
GUTTER = 28
"""Pixels that a short label of a row takes before it; a longer one stands above its row."""
SHORT = 2
"""Letters of a short label."""


@dataclass(frozen=True)
class Mark:
    """A risk in its square."""

    risk: Risk
    name: str
    dx: int
    """Pixels from the middle of the square to the middle of the mark."""
    top: int


@dataclass(frozen=True)
class Square:
    """A likelihood with an impact."""

    cell: Cell
    left: float
    width: float
    top: int
    height: int
    marks: tuple[Mark, ...]

    @property
    def middle(self) -> float:
        """Percent of the width."""
        return round(self.left + self.width / 2, 2)


@dataclass(frozen=True)
class Step:
    """A label of an axis."""

    left: float
    y: int
    """Baseline."""
    text: str


@dataclass(frozen=True)
class RiskMatrix:
    """A whole picture."""

    height: int
    squares: tuple[Square, ...]
    rows: tuple[Step, ...]
    """Steps of likelihood: before their row, or above it where they are long."""
    columns: tuple[Step, ...]
    """Steps of impact, each at the middle of its column, one line of it each."""
    key: tuple[str, ...]
    """The words of impact in the order of their numbers, where the words themselves have no room."""
    scrolled: bool
    """Whether a small screen must scroll it."""
    placed: tuple[Risk, ...]
    """The risks in the picture."""
    missing: int
    """How many risks have no square."""
    fullest: Square | None
    """The square with the most risks; None where no square has more than all others."""

    @property
    def bottom(self) -> int:
        """Where the squares end."""
        return max(square.top + square.height for square in self.squares)


def draw_matrix(block: Risks, numbers: Mapping[str, int], words: Callable[[Text], str]) -> RiskMatrix:
    """Draw the risks that have a likelihood and an impact; the block must have a scale.

    Args:
        block: The risks.
        numbers: The number of each risk by its id.
        words: Says a text of the editor's.
    """
    assert block.scale

    def label(axis: str, level: int | str) -> str:
        said = block.scale.label(axis, level) if block.scale else level
        return words(said) if isinstance(said, Text) else str(said)

    rows, impacts = block.matrix, [label("impact", cell.impact) for cell in block.matrix[0]]
    likelihoods = [label("likelihood", row[0].likelihood) for row in rows]
    beside = all(len(text) <= SHORT for text in likelihoods)
    scrolled = GUTTER + MARK_WIDTH * len(impacts) > NARROW
    least = SCROLLED if scrolled else NARROW
    gutter = 100 * GUTTER / least if beside else 0.0
    width = (100 - gutter) / len(impacts)
    room = least * width / 100
    named = {risk.id: f"R{numbers[risk.id]}" for risk in block.risks}
    y, squares, steps = LINE_HEIGHT + 6, [], []
    for text, row in zip(likelihoods, rows, strict=True):
        if not beside:
            y += LINE_HEIGHT
            steps.append(Step(0, y - 4, text))
        marks = [_marks(cell.risks, named, int(room // MARK_WIDTH), y + _head(block)) for cell in row]
        ends = [mark.top + MARK_HEIGHT for cell in marks for mark in cell]
        height = max([LEAST_HEIGHT, *(end + 4 - y for end in ends)])
        if beside:
            steps.append(Step(0, y + height // 2 + 5, text))
        for number, cell in enumerate(row):
            left = round(gutter + width * number, 2)
            squares.append(Square(cell, left, round(width, 2), y, height, marks[number]))
        y += height
    fits = all(LETTER * len(part) <= room for text in impacts for part in text.split())
    columns = [
        Step(round(gutter + width * (number + 0.5), 2), y + LINE_HEIGHT * line, part)
        for number, text in enumerate(impacts)
        for line, part in enumerate(wrap(text, max(1, int(room // LETTER))) if fits else [str(number + 1)], 1)
    ]
    placed = [risk for square in squares for risk in square.cell.risks]
    return RiskMatrix(
        height=max(step.y for step in columns) + LINE_HEIGHT + 4,
        squares=tuple(squares),
        rows=tuple(steps),
        columns=tuple(columns),
        key=() if fits else tuple(impacts),
        scrolled=scrolled,
        placed=tuple(risk for risk in block.risks if risk in placed),
        missing=len(block.risks) - len(placed),
        fullest=_fullest(squares),
    )


def _head(block: Risks) -> int:
    """Pixels above the marks of a square: the line of its points, where it has points."""
    return LINE_HEIGHT + 6 if block.scored else 11


def _marks(risks: Sequence[Risk], named: Mapping[str, str], in_line: int, top: int) -> tuple[Mark, ...]:
    """Put the marks of a square side by side, as many in a line as have room in the smallest picture."""
    marks = []
    for start in range(0, len(risks), in_line):
        line = risks[start : start + in_line]
        for number, risk in enumerate(line):
            dx = round((number - (len(line) - 1) / 2) * MARK_WIDTH)
            marks.append(Mark(risk, named[risk.id], dx, top + start // in_line * (MARK_HEIGHT + 2)))
    return tuple(marks)


def _fullest(squares: Sequence[Square]) -> Square | None:
    by_number = sorted(squares, key=lambda square: -len(square.marks))
    most = [square for square in by_number if len(square.marks) == len(by_number[0].marks)]
    return most[0] if len(most) == 1 and len(most[0].marks) > 1 else None
