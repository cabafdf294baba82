"""What changed between two versions of a plan, computed from their facts.

Flows in: what each version says of its items. Flows out: changes, in the order of the newer version. A change holds
both values; words for it are found when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .fields import Money, Record, Text
from .periods import Period
from .quantities import Form, Quantity


@dataclass(frozen=True)
class Trait:
    """One thing that a version says of an item."""

    value: Any
    """Words, an amount, a number, a quantity, a time or a state; None where the version says nothing."""
    key: object = None
    """What is compared in place of the value, where the same thing may be worded in two ways: an id."""
    name: Text | Period | None = None
    """What the trait is called, where the name of its field does not tell: the name or time of a column."""
    unit: str | None = None
    """Unit of a number, or of a quantity that has none of its own."""

    @property
    def measured(self) -> Any:
        """The value, where it is a quantity of numbers together with its unit."""
        if isinstance(self.value, Quantity) and self.value.numbers:
            return replace(self.value, unit=self.value.unit or self.unit)
        return self.value

    @property
    def compared(self) -> object:
        """What two versions are compared by."""
        if self.key is not None:
            return self.key
        if isinstance(self.value, Text):
            return dict(self.value.words)
        return (self.value, self.unit) if isinstance(self.value, Decimal) else self.measured


@dataclass(frozen=True)
class Tracked:
    """An item of a version: a measure, a risk, a row of a budget."""

    id: str
    """The same in every version."""
    name: Text
    record: Record
    traits: Mapping[str, Trait]
    """By the name of the field."""
    among: Text | None = None
    """Title of the table or list that it stands in."""


class What(StrEnum):
    """What happened to an item or to something that is said of it."""

    ADDED = "added"
    REMOVED = "removed"
    RAISED = "raised"
    LOWERED = "lowered"
    LATER = "later"
    EARLIER = "earlier"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One difference between two versions."""

    what: What
    item: Tracked
    """The item of the newer version; of the older one when it was removed."""
    field: str = ""
    """The field whose trait changed; empty when the whole item was added or removed."""
    before: Trait | None = None
    after: Trait | None = None
    amount: Any = None
    """By how much: an amount of money, a number, or months; None where it cannot be told."""
    kind: str = ""
    """The kind of facts that the item is of; empty where facts of one kind are compared."""


def compare(older: Iterable[Tracked], newer: Iterable[Tracked], *, whole: bool = True) -> tuple[Change, ...]:
    """Return what changed, in the order of the newer version and with what was removed at the end.

    Args:
        older: Items of the older version.
        newer: Items of the newer version.
        whole: Whether the older version is known as a whole; if not, nothing can be told to be new.
    """
    before = {item.id: item for item in older}
    changes: list[Change] = []
    for item in newer:
        if old := before.pop(item.id, None):
            changes += _of_item(old, item)
        elif whole:
            changes.append(Change(What.ADDED, item))
    changes += [Change(What.REMOVED, item) for item in before.values()]
    return tuple(changes)


def _of_item(old: Tracked, new: Tracked) -> Iterator[Change]:
    for field, after in new.traits.items():
        before = old.traits.get(field)
        if before is not None and before.compared != after.compared:
            what, amount = _judge(before, after)
            yield Change(what, new, field, before, after, amount)


def _judge(old: Trait, new: Trait) -> tuple[What, Any]:
    """Say what happened to a value, and by how much."""
    before, after = old.measured, new.measured
    if isinstance(before, Money) and isinstance(after, Money):
        return _by(after.euros - before.euros, Money(abs(after.euros - before.euros)))
    if isinstance(before, Decimal | int) and isinstance(after, Decimal | int) and old.unit == new.unit:
        return _by(Decimal(after - before), abs(after - before))
    if isinstance(before, Quantity) and isinstance(after, Quantity) and _alike(before, after):
        difference = after.numbers[0] - before.numbers[0]
        return _by(difference, Quantity(Form.NUMBER, (abs(difference),), unit=after.unit, per=after.per))
    if isinstance(before, Period) and isinstance(after, Period) and (months := _months(before, after)):
        return (What.LATER if months > 0 else What.EARLIER), abs(months)
    return What.CHANGED, None


def _by(difference: Decimal, amount: Any) -> tuple[What, Any]:
    return (What.RAISED if difference > 0 else What.LOWERED), amount


def _alike(before: Quantity, after: Quantity) -> bool:
    """Whether the one is simply more than the other."""
    same = (before.form, before.bound, before.unit, before.per) == (after.form, after.bound, after.unit, after.per)
    return same and before.form is Form.NUMBER


def _months(before: Period, after: Period) -> int:
    """Return by how many months the end moved, or the start where the end did not; 0 where nobody can tell."""
    for old, new in ((before.end, after.end), (before.start, after.start)):
        if old == new:
            continue
        if old is None or new is None or old.precision is not new.precision or old.season != new.season:
            return 0
        return 12 * (new.last.year - old.last.year) + new.last.month - old.last.month
    return 0
