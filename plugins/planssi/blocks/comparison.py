"""Comparison: things side by side, such as funding programmes by criterion or services by target group."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..fields import N_, Figure, Flag, Id, Money, Number, Record, References, Text
from ..model import Block, Item, Plan, check_unique, spare
from ..source import Problem, Source, unknown_values


class Answer(StrEnum):
    """Whether something holds."""

    YES = "yes"
    """It holds."""
    NO = "no"
    """It does not hold."""


class Column(Record):
    """What is compared."""

    id: Id
    name: Text
    used: Flag = False
    """Whether this plan is funded, or applies to be funded, from it."""


class Cell(Record):
    """What is said of one column in one row: words, points, an amount, an answer, or several of these."""

    answer: Answer | None = None
    """Whether the answer is yes or no."""
    text: Text | None = Field(default=None, json_schema_extra={"x-open": True})
    points: tuple[Text, ...] = ()
    """A list, after the text."""
    amount: Number | None = Field(default=None, ge=0)
    """Euros; the lower end of a range when `most` is given."""
    most: Number | None = Field(default=None, ge=0)
    """Euros; the upper end of a range, or alone "at most"."""
    approximate: Flag = False
    """Whether the source says "about"."""

    @property
    def least(self) -> Money | None:
        """The amount, or the lower end of the range."""
        return None if self.amount is None else Money(self.amount, self.approximate)

    @property
    def highest(self) -> Money | None:
        """The upper end of the range; after a lower one, "about" is already said."""
        return None if self.most is None else Money(self.most, self.approximate and self.amount is None)

    @property
    def empty(self) -> bool:
        """Whether the cell says nothing."""
        return not (self.answer or self.text or self.points or self.least or self.highest)


class Row(Record):
    """By what is compared."""

    id: Id
    name: Text
    cells: dict[str, Cell]
    """Cells by the id of their column; where the source has none, the key is absent."""
    source: References | None = None
    """Where it differs from the table's own."""
    note: Text | None = None


class ComparisonTable(Item):
    """One table."""

    title: Text
    heading: Text | None = None
    """What the rows are, above their names."""
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    note: Text | None = None


class Comparison(Block):
    """`comparison.yaml`."""

    kind: ClassVar[str] = "comparison"
    label: ClassVar[str] = N_("Comparisons")
    listing: ClassVar[str] = "tables"
    noun: ClassVar[str] = "comparison-table"

    tables: tuple[ComparisonTable, ...] = Field(min_length=1)
    """The tables, one for each comparison of the source."""

    @property
    def figures(self) -> dict[str, Figure]:
        """Amounts that are no ranges as `table.row.column`; the table is left out where there is one."""
        return {
            f"{f'{table.id}.' if len(self.tables) > 1 else ''}{row.id}.{column}": cell.least
            for table in self.tables
            for row in table.rows
            for column, cell in row.cells.items()
            if cell.least and cell.most is None
        }

    def unused(self) -> Iterator[tuple[str, Source]]:
        """Columns of which no row says anything."""
        yield from super().unused()
        for table in self.tables:
            yield from spare(table.columns, {column for row in table.rows for column in row.cells})

    def check_item(self, item: ComparisonTable, plan: Plan) -> Iterator[Problem]:
        """Rows and columns have ids of their own; every cell has a column and says something; ranges go upwards."""
        yield from check_unique(item.columns)
        yield from check_unique(item.rows)
        columns = [column.id for column in item.columns]
        for row in item.rows:
            for name, cell in row.cells.items():
                if name not in columns:
                    yield Problem(cell.at, "unknown-name", unknown_values(name, columns))
                if cell.empty:
                    yield Problem(cell.at, "empty-cell")
                if cell.amount is not None and cell.most is not None and cell.most <= cell.amount:
                    yield Problem(cell.place("most"), "range-backwards", {"amount": cell.amount, "most": cell.most})
