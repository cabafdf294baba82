"""Budget: what a plan costs and how the sum is made up, in euros."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from ..fields import Figure, MeasureName, Money, Number, Text, name_of
from ..model import Block, Item, Plan
from ..source import Problem


class BudgetLine(Item):
    """One line as the source states it."""

    name: Text
    amount: Number = Field(ge=0)
    """Euros."""
    approximate: bool = False
    """Whether the source says "about"."""
    part_of: Annotated[str, name_of("budget")] | None = None
    """The line that this one is a part of."""
    remainder: Text | None = None
    """Name of what the stated parts leave over; given when the source does not itemise the whole sum."""
    measure: MeasureName | None = None
    note: Text | None = None

    @property
    def money(self) -> Money:
        """The amount as it is shown."""
        return Money(self.amount, self.approximate)


@dataclass(frozen=True)
class Row:
    """A line as the table shows it: stated by the source, or computed from what it states."""

    name: Text
    money: Money
    share: Decimal
    """Share of the whole, 0 to 1."""
    line: BudgetLine
    """The stated line, or the one whose remainder this is."""
    computed: bool = False
    depth: int = 0
    """0 for a whole, 1 for its parts, and so on."""

    @property
    def percent(self) -> float:
        """The share as percent, for the width of a bar."""
        return round(float(self.share) * 100, 2)


class Budget(Block):
    """`budget.yaml`."""

    kind: ClassVar[str] = "budget"
    listing: ClassVar[str] = "lines"

    title: Text
    """Caption of the table."""
    lines: tuple[BudgetLine, ...] = Field(min_length=1)

    @property
    def figures(self) -> dict[str, Figure]:
        """Amounts by the id of their line."""
        return {line.id: line.money for line in self.lines}

    @property
    def wholes(self) -> tuple[BudgetLine, ...]:
        """Lines that are not part of another."""
        return tuple(line for line in self.lines if line.part_of is None)

    def parts(self, line: BudgetLine) -> tuple[BudgetLine, ...]:
        """Lines that name this one as their whole."""
        return tuple(part for part in self.lines if part.part_of == line.id)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Parts before the whole they make up, as a sum is written on paper."""
        return tuple(row for whole in self.wholes for row in self._rows(whole, whole.amount, 0))

    def _rows(self, line: BudgetLine, whole: Decimal, depth: int) -> Iterator[Row]:
        def share(amount: Decimal) -> Decimal:
            return amount / whole if whole else Decimal(0)

        parts = self.parts(line)
        for part in parts:
            yield from self._rows(part, whole, depth + 1)
        if line.remainder:
            rest = line.amount - sum(part.amount for part in parts)
            money = Money(rest, any(part.approximate for part in parts))
            yield Row(line.remainder, money, share(rest), line, computed=True, depth=depth + 1)
        yield Row(line.name, line.money, share(line.amount), line, depth=depth)

    def check(self, plan: Plan) -> Iterator[Problem]:
        """Parts add up to their whole, or leave over what has a name."""
        ids = {line.id: line for line in self.lines}
        circular = [line for line in self.lines if self._circular(line, ids)]
        for line in circular:
            yield Problem(line.place("part_of"), "part-of-itself", {"id": line.id})
        for line in () if circular else self.lines:
            parts = self.parts(line)
            if not parts:
                continue
            total = sum(part.amount for part in parts)
            values = {"line": line.id, "parts": total, "stated": line.amount}
            if total > line.amount or (total == line.amount and line.remainder):
                yield Problem(line.place("amount"), "parts-exceed-whole", values)
            elif total < line.amount and not line.remainder:
                yield Problem(line.place("amount"), "parts-below-whole", values)

    def _circular(self, line: BudgetLine, ids: dict[str, BudgetLine]) -> bool:
        above: list[str] = []
        whole = line.part_of
        while whole in ids and whole not in above:
            above.append(whole)
            whole = ids[whole].part_of
        return line.id in above
