"""Comparison: funding programmes side by side, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from ..fields import Figure, Id, Money, Number, Record, Text
from ..model import Block, Item, Plan
from ..source import Problem, unknown_values


class Column(Record):
    """A programme that is compared."""

    id: Id
    name: Text
    used: bool = False
    """Whether this plan is funded, or applies to be funded, from it."""


class Cell(Record):
    """What one programme says of one criterion: words, an amount, or both."""

    text: Text | None = None
    amount: Number | None = Field(default=None, ge=0)
    """Euros; the lower end of a range when `most` is given."""
    most: Number | None = Field(default=None, ge=0)
    """Euros; the upper end of a range, or alone "at most"."""
    approximate: bool = False
    """Whether the source says "about"."""

    @property
    def least(self) -> Money | None:
        """The amount, or the lower end of the range."""
        return None if self.amount is None else Money(self.amount, self.approximate)

    @property
    def highest(self) -> Money | None:
        """The upper end of the range; after a lower one, "about" is already said."""
        return None if self.most is None else Money(self.most, self.approximate and self.amount is None)


class Criterion(Item):
    """One row."""

    name: Text
    cells: dict[str, Cell]
    """Cells by the id of their column; where the source has none, the key is absent."""
    note: Text | None = None


class Comparison(Block):
    """`comparison.yaml`."""

    kind: ClassVar[str] = "comparison"
    listing: ClassVar[str] = "rows"

    title: Text
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Criterion, ...] = Field(min_length=1)

    @property
    def figures(self) -> dict[str, Figure]:
        """Amounts that are no ranges, by the ids of their row and column: `money.centre`."""
        return {
            f"{row.id}.{column}": cell.least
            for row in self.rows
            for column, cell in row.cells.items()
            if cell.least and cell.most is None
        }

    def check_item(self, item: Criterion, plan: Plan) -> Iterator[Problem]:
        """Every cell says something, and ranges go upwards."""
        for cell in item.cells.values():
            if cell.text is None and cell.amount is None and cell.most is None:
                yield Problem(cell.at, "empty-cell")
            if cell.amount is not None and cell.most is not None and cell.most <= cell.amount:
                yield Problem(cell.place("most"), "range-backwards", {"amount": cell.amount, "most": cell.most})

    def check(self, plan: Plan) -> Iterator[Problem]:
        """Every cell stands in a column that exists, and every column has an id of its own."""
        ids = [column.id for column in self.columns]
        for index, column in enumerate(self.columns):
            if column.id in ids[:index]:
                first = self.columns[ids.index(column.id)].place("id").line
                yield Problem(column.place("id"), "duplicate-id", {"id": column.id, "line": first})
        for row in self.rows:
            for name, cell in row.cells.items():
                if name not in ids:
                    yield Problem(cell.at, "unknown-name", unknown_values(name, ids))
