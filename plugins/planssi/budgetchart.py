"""The picture of a table of sums: for each part of a whole its name, and a bar or two with sums that stand in line.

Flows in: a table, and what says its sums and words in a language. Flows out: places, across in percent of the width and
down in pixels, for the template to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from .blocks.tables import BarColumns, BudgetRow, BudgetTable, Column, Line
from .drawing import BAR_HEIGHT, FIGURE, GAP, LABEL_WIDTH, LINE_HEIGHT, NARROW
from .fields import Money, Text
from .localizer import Localizer

SHARE_WIDTH = 44
"""Pixels of the column of shares: `100 %` and the space before it."""
LEAST_AREA = 22.0
"""Percent of the width that bars have at least, however long the sums are."""
COMPUTED = 2
"""Pattern of a bar whose sum this site computes."""


@dataclass(frozen=True)
class Segment:
    """A piece of a bar."""

    left: float
    width: float
    pattern: int
    """1 and up; 0 for a planned sum beside what became of it."""


@dataclass(frozen=True)
class Bar:
    """A bar with its sum and, in percent of the whole, its share."""

    top: int
    segments: tuple[Segment, ...]
    amount: str
    share: str
    """Empty where there is no whole."""


@dataclass(frozen=True)
class Row:
    """A part of the whole."""

    name: str
    lines: tuple[tuple[int, str], ...]
    """Lines of its name with the height of their baseline."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Key:
    """What a pattern means: a column, or that a sum is computed."""

    pattern: int
    column: Column | None


@dataclass(frozen=True)
class Whole:
    """The sum of which the rows are parts."""

    name: Text
    sums: tuple[tuple[Column, str], ...]
    """What each bar of a row is a part of."""


@dataclass(frozen=True)
class BudgetChart:
    """A whole picture."""

    height: int
    area: float
    """Percent of the width in which the bars lie."""
    rows: tuple[Row, ...]
    keys: tuple[Key, ...]
    """Empty where one pattern says all."""
    largest: tuple[Row, ...]
    """The rows with the greatest sum, the last of their bars counted; one, unless some are equal."""
    whole: Whole | None
    """None where the rows are parts of several wholes."""


def draw_sums(table: BudgetTable, localizer: Localizer, words: Callable[[Text], str]) -> BudgetChart | None:
    """Draw the parts of a whole; None where there are fewer than two."""
    columns = table.bar_columns
    lines = [line for line in table.pictured if any(_figure(line, bar) > 0 for bar in columns)]
    if len(lines) < 2:
        return None

    def said(figure: Decimal, bar: BarColumns, approximate: bool) -> str:
        return localizer.sum_of_money(figure, table.unit_of(table.all_columns[bar.whole]), approximate)

    amounts = {
        (line, bar): said(_figure(line, bar), bar, line.approximate)
        for line in lines
        for bar in columns
        if line.figures[bar.whole] is not None
    }
    area = _area(amounts.values(), SHARE_WIDTH)
    y, rows = 0, []
    for line in lines:
        whole = table.outermost(line.row)
        most = max((table.figure(whole, bar.whole) or Decimal(0) for bar in columns), default=Decimal(0))
        most = max(most, *(_figure(line, bar) for bar in columns))
        name = words(line.name)
        baselines = _baselines(name, y)
        y += LINE_HEIGHT * len(baselines) + 2
        bars = []
        for bar in columns:
            if (line, bar) in amounts:
                share = table.portion(line, bar.whole)
                segments = _segments(line, bar, most, area, plain=len(columns) > 1 and bar is columns[0])
                bars.append(Bar(y, segments, amounts[line, bar], localizer.percent(share) if share is not None else ""))
                y += BAR_HEIGHT + 4
        rows.append(Row(name, baselines, tuple(bars)))
        y += GAP - 4
    last = columns[-1]
    greatest = max(_figure(line, last) for line in lines)
    return BudgetChart(
        height=y - GAP + 6,
        area=area,
        rows=tuple(rows),
        keys=_keys(table, columns, lines),
        largest=tuple(row for row, line in zip(rows, lines, strict=True) if _figure(line, last) == greatest),
        whole=_whole(table, columns, [table.outermost(line.row) for line in lines], said),
    )


@dataclass(frozen=True)
class TotalsChart:
    """Sums beside each other that are not parts of one whole."""

    height: int
    area: float
    """Percent of the width in which the bars lie."""
    rows: tuple[Row, ...]


def draw_totals(totals: Sequence[tuple[str, Money]], localizer: Localizer) -> TotalsChart:
    """Draw sums with their names, each beside the greatest."""
    amounts = [localizer.money(money) for _, money in totals]
    area = _area(amounts, 0)
    most = max((money.euros for _, money in totals), default=Decimal(0))
    y, rows = 0, []
    for (name, money), amount in zip(totals, amounts, strict=True):
        baselines = _baselines(name, y)
        y += LINE_HEIGHT * len(baselines) + 2
        width = round(float(money.euros / most) * area, 2) if most else 0.0
        rows.append(Row(name, baselines, (Bar(y, (Segment(0, width, 1),) if width > 0 else (), amount, ""),)))
        y += BAR_HEIGHT + GAP
    return TotalsChart(y - GAP + 6, area, tuple(rows))


def _area(amounts: Iterable[str], shares: int) -> float:
    """Return the percent of the width that bars have beside their sums and, in pixels, the column of shares."""
    longest = max((len(amount) for amount in amounts), default=0)
    return max(LEAST_AREA, round(100 * (NARROW - shares - FIGURE * longest - 10) / NARROW, 2))


def _baselines(name: str, top: int) -> tuple[tuple[int, str], ...]:
    """Return the lines of a name with the height of their baseline."""
    lines = enumerate(wrap(name, LABEL_WIDTH), 1)
    return tuple((top + LINE_HEIGHT * number - 4, text) for number, text in lines)


def _figure(line: Line, bar: BarColumns) -> Decimal:
    return line.figures[bar.whole] or Decimal(0)


def _segments(line: Line, bar: BarColumns, most: Decimal, area: float, plain: bool) -> tuple[Segment, ...]:
    """Divide a bar into the columns that make it up."""
    segments, left = [], 0.0
    for number, index in enumerate(bar.parts, 1):
        width = round(float((line.figures[index] or Decimal(0)) / most) * area, 2)
        pattern = 0 if plain else COMPUTED if line.computed and len(bar.parts) == 1 else number
        if width > 0:
            segments.append(Segment(round(left, 2), width, pattern))
        left += width
    return tuple(segments)


def _keys(table: BudgetTable, columns: Sequence[BarColumns], lines: Sequence[Line]) -> tuple[Key, ...]:
    """Say what each pattern in the picture means, where there are several."""
    keys = []
    if len(columns) > 1:
        keys.append(Key(0, table.all_columns[columns[0].whole]))
    parts = columns[-1].parts
    if len(parts) > 1 or keys:
        keys += [Key(number, table.all_columns[index]) for number, index in enumerate(parts, 1)]
    elif any(line.computed for line in lines):
        keys.append(Key(COMPUTED, None))
    return tuple(keys)


def _whole(
    table: BudgetTable,
    columns: Sequence[BarColumns],
    wholes: Sequence[BudgetRow],
    said: Callable[[Decimal, BarColumns, bool], str],
) -> Whole | None:
    if len({row.id for row in wholes}) > 1:
        return None
    row = wholes[0]
    sums = [
        (table.all_columns[bar.whole], said(figure, bar, row.approximate))
        for bar in columns
        if (figure := table.figure(row, bar.whole)) is not None
    ]
    return Whole(row.name, tuple(sums)) if len(sums) == len(columns) else None
