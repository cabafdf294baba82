"""Tables of sums: typed columns, and rows that may be parts of other rows.

Flows in: an editor's rows, from YAML or a spreadsheet. Flows out: the rows as a page shows them, with what the source
does not state but what follows from it marked as computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, PrivateAttr

from ..fields import Id, MeasureName, Number, Record, References, Text, When
from ..model import Item, check_unique
from ..source import Problem, Source, unknown_values
from ..tree import circular


class Unit(StrEnum):
    """What the figures of a column count."""

    EURO = "euro"
    THOUSAND_EURO = "thousand-euro"
    MILLION_EURO = "million-euro"
    PERCENT = "percent"
    PERSONS = "persons"
    PERSON_YEARS = "person-years"

    @property
    def euros(self) -> Decimal | None:
        """How many euros one is; None where it is no money."""
        return {"euro": Decimal(1), "thousand-euro": Decimal(1000), "million-euro": Decimal(1_000_000)}.get(self.value)


class ColumnKind(StrEnum):
    """What a column states, and so what must hold for it."""

    PLANNED = "planned"
    ACTUAL = "actual"
    FORECAST = "forecast"
    BASIS = "basis"
    """What shares are counted from, for instance inhabitants."""
    TOTAL = "total"
    """The sum of the columns in `of`."""
    CHANGE = "change"
    """The second column in `of` less the first."""
    SHARE = "share"
    """The column in `of` as percent of its whole."""
    ALLOTTED = "allotted"
    """The whole of this column, divided like the column in `of`."""
    PRICED = "priced"
    """The column in `of` divided by `price`."""


class Column(Record):
    """One column."""

    id: Id
    kind: ColumnKind = ColumnKind.PLANNED
    name: Text | None = None
    """Absent where the kind says enough."""
    when: When | None = None
    of: tuple[Id, ...] = ()
    unit: Unit | None = None
    """The table's own unit when absent."""
    rounding: Number | None = None
    price: Number | None = None


class Share(Record):
    """A row that must be a percentage of other rows: a state grant, an own share."""

    percent: Number
    of: tuple[Id, ...] = Field(min_length=1)


Cell = Number | None
"""A figure, or None where the source leaves the cell blank."""


class BudgetRow(Record):
    """One row as the source states it."""

    id: Id
    name: Text
    amount: Number = Field(default=None)  # type: ignore[assignment]
    """The figure of a table with one column; absent in others. Written, it is a number: a blank is a slip."""
    cells: tuple[Cell, ...] = ()
    """The figures of a table with several columns, in their order; null where the source leaves a blank."""
    approximate: bool = False
    """Whether the source says "about"."""
    part_of: Id | None = None
    split: Id = "cost"
    """Which division of the whole the part belongs to; each division makes up the whole by itself."""
    share: Share | None = None
    computed: bool = False
    """Whether this site adds the row; its figures are the sums of its parts, and the page says so."""
    remainder: Text | None = None
    """Name of what the stated parts leave over, where the source itemises only some of the sum."""
    reconstructed: Text | None = None
    """How the row was put together where the source has lost a part of it; shown with the row."""
    measure: MeasureName | None = None
    source: References | None = None
    """The table's own place when absent."""
    note: Text | None = None

    @property
    def stated(self) -> tuple[Decimal | None, ...]:
        """The figures in the order of the columns."""
        return self.cells or (self.amount,)

    def cell_place(self, index: int) -> Source:
        """Where a figure stands."""
        return self.place("cells", index) if self.cells else self.place("amount")


class Difference(Record):
    """A place where the source does not add up, and by how much: stated less computed."""

    rule: str
    cell: str
    """`row/column`."""
    difference: Number


class Explanation(Record):
    """Why something does not add up; one reason may lie behind several differences."""

    why: Text
    differences: tuple[Difference, ...] = Field(min_length=1)


class BudgetTable(Item):
    """One table of the source, or one that this site puts together from it."""

    title: Text
    unit: Unit = Unit.EURO
    rounding: Number = Decimal(1)
    """The smallest unit that the source prints."""
    measure: MeasureName | None = None
    columns: tuple[Column, ...] = ()
    """One column of planned sums when absent."""
    rows: tuple[BudgetRow, ...] = Field(min_length=1)
    explained: tuple[Explanation, ...] = ()
    note: Text | None = None

    _shown: frozenset[str] | None = PrivateAttr(default=None)
    """Ids of the rows that a page shows; every row when None."""
    _itemised: frozenset[str] | None = PrivateAttr(default=None)
    """Ids of those of which it shows every part."""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns; a table without any has one."""
        return self.columns or (Column(id="amount"),)

    def row(self, id: str) -> BudgetRow | None:
        """Return a row by its id."""
        return next((row for row in self.rows if row.id == id), None)

    def parts(self, row: BudgetRow) -> Mapping[str, tuple[BudgetRow, ...]]:
        """Return the parts of a row by the division that they belong to."""
        splits: dict[str, list[BudgetRow]] = {}
        for part in self.rows:
            if part.part_of == row.id:
                splits.setdefault(part.split, []).append(part)
        return {split: tuple(parts) for split, parts in splits.items()}

    def of_rows(self, ids: Set[str]) -> BudgetTable:
        """Return the table that shows only these rows, what they are parts of, and their parts.

        The rows that are not shown are still there: sums, shares and what does not add up are those of the whole table.
        """
        parts = {row.id for row in self.rows if ids & {above.id for above in self._line(row)}}
        wholes = {above.id for row in self.rows if row.id in ids for above in self._line(row)}
        table = self.model_copy()
        table._shown = frozenset(parts | wholes)
        table._itemised = frozenset(parts)
        return table

    def shows(self, row: BudgetRow) -> bool:
        """Whether the page shows a row."""
        return self._shown is None or row.id in self._shown

    def _line(self, row: BudgetRow) -> tuple[BudgetRow, ...]:
        """A row and the wholes that it lies inside, innermost first."""
        line = [row]
        while (above := self.row(line[-1].part_of or "")) and above not in line:
            line.append(above)
        return tuple(line)

    def depth(self, row: BudgetRow) -> int:
        """How many wholes a row lies inside."""
        depth, above = 0, row
        while above.part_of and depth < len(self.rows):
            above = self.row(above.part_of) or BudgetRow(id=above.id, name=above.name)
            depth += 1
        return depth

    def figure(self, row: BudgetRow, index: int) -> Decimal | None:
        """Return a row's figure in a column: stated, or for a computed row the sum of its parts."""
        if not row.computed or self.all_columns[index].kind is ColumnKind.SHARE:
            return row.stated[index] if index < len(row.stated) else None
        if row.share:
            wholes = [self.figure(whole, index) for name in row.share.of if (whole := self.row(name))]
            return sum((whole or Decimal(0) for whole in wholes), Decimal(0)) * row.share.percent / 100
        parts = next(iter(self.parts(row).values()), ())
        figures = [figure for part in parts if (figure := self.figure(part, index)) is not None]
        return sum(figures, Decimal(0)) if figures else None

    def unit_of(self, column: Column) -> Unit:
        """The unit of a column."""
        return column.unit or self.unit

    @property
    def priced(self) -> tuple[Column, ...]:
        """The columns whose figures are sums divided by a price."""
        return tuple(column for column in self.columns if column.kind is ColumnKind.PRICED and column.price)

    def unit_of_price(self, column: Column) -> Unit:
        """The unit of a column's price: that of the sums."""
        return self.unit_of(next((other for other in self.columns if other.id in column.of), column))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows as the page shows them, in the order of the file, with what their parts leave over."""
        lines: list[Line] = []
        for row in filter(self.shows, self.rows):
            figures = tuple(self.figure(row, index) for index in range(len(self.all_columns)))
            depth = self.depth(row)
            if row.remainder and figures[0] is not None and (self._itemised is None or row.id in self._itemised):
                parts = [part for parts in self.parts(row).values() for part in parts]
                rest = figures[0] - sum((part.stated[0] or Decimal(0) for part in parts), Decimal(0))
                approximate = any(part.approximate for part in parts)
                lines.append(Line(row.remainder, row, (rest,), depth + 1, approximate, computed=True))
            lines.append(Line(row.name, row, figures, depth, row.approximate, row.computed, not depth))
        return tuple(lines)

    @property
    def main(self) -> int:
        """Index of the column that the picture and the shares are drawn from: the total, or the first."""
        kinds = [column.kind for column in self.all_columns]
        return kinds.index(ColumnKind.TOTAL) if ColumnKind.TOTAL in kinds else 0

    def portion(self, line: Line) -> Decimal | None:
        """Return a line's share of its outermost whole in the main column, 0 to 1; None where there is no sum."""
        above = line.row
        while above.part_of and (whole := self.row(above.part_of)):
            above = whole
        figure, of = line.figures[self.main], self.figure(above, self.main)
        return figure / of if figure is not None and of else None

    @property
    def drawn(self) -> tuple[Line, ...]:
        """The lines that the picture shows: the first parts of a whole, where there are any."""
        first = [line for line in self.lines if line.depth == 1 and line.row.split == "cost"]
        money = self.unit_of(self.all_columns[self.main]).euros is not None
        return tuple(line for line in first if money and (self.portion(line) or 0) > 0)


@dataclass(frozen=True)
class Line:
    """A row of the page: stated by the source, or computed from what it states."""

    name: Text
    row: BudgetRow
    """The stated row, or the one whose remainder this is."""
    figures: tuple[Decimal | None, ...]
    depth: int
    approximate: bool = False
    computed: bool = False
    whole: bool = False


def check_shape(table: BudgetTable) -> Iterator[Problem]:
    """Yield what makes a table unreadable: names that it lacks, circles, too many or too few figures."""
    columns = {column.id for column in table.all_columns}
    rows = {row.id: row for row in table.rows}
    round_about = circular(table.rows)
    yield from check_unique(table.rows)
    yield from check_unique(table.columns)
    for row in table.rows:
        if row.part_of and row.part_of not in rows:
            yield Problem(row.place("part_of"), "unknown-name", unknown_values(row.part_of, rows))
        elif row in round_about:
            yield Problem(row.place("part_of"), "part-of-itself", {"id": row.id})
        for name in row.share.of if row.share else ():
            if row.share and name not in rows:
                yield Problem(row.share.place("of"), "unknown-name", unknown_values(name, rows))
        if not row.computed and len(row.stated) != len(table.all_columns):
            values = {"id": row.id, "cells": len(row.stated), "columns": len(table.all_columns)}
            yield Problem(row.place("cells"), "cells-and-columns", values)
        for index, figure in enumerate(row.stated[: len(table.all_columns)]):
            if figure is not None and figure < 0 and table.all_columns[index].kind is not ColumnKind.CHANGE:
                values = {"key": "cells" if row.cells else "amount", "value": figure, "ge": 0}
                yield Problem(row.cell_place(index), "number-too-small", values)
        if len(table.all_columns) == 1 and not row.computed and row.stated == (None,):
            yield Problem(row.at, "missing-key", {"key": "amount"})
    for column in table.columns:
        for name in column.of:
            if name not in columns:
                yield Problem(column.place("of"), "unknown-name", unknown_values(name, columns))
