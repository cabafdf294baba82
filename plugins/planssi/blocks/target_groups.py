"""Target groups: whom a plan concerns, how many they are, and how many of them it wants to reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from ..fields import N_, Figure, Flag, OneOrMany, Text, TopicName
from ..model import Block, Item, Plan
from ..series import Units, Value, comparable, size_of
from ..source import Problem, Severity


class Size(Value):
    """How many; a group may have several sizes, in different units or of different times."""

    of: Text | None = None
    """Whom the figure counts, where it is not the whole group."""
    part: Flag = False
    """Whether the figure is a part of the one before it."""
    preliminary: Flag = False
    """Whether the figure is not yet confirmed."""


def _several(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


Sizes = Annotated[tuple[Size, ...], BeforeValidator(_several), OneOrMany()]
"""One size or a list of them."""


class TargetGroup(Item):
    """One group. What the source leaves out stays absent and the page says so."""

    name: Text
    size: Sizes = ()
    """How many belong to the group."""
    reach: Sizes = ()
    """How many of them the plan wants to reach."""
    segment: Text | None = None
    """How the source parts the group."""
    subgroups: tuple[Text, ...] = ()
    """The groups that it is made of."""
    topics: tuple[TopicName, ...] = ()
    """Ids of the topics in data/topics.yaml that mean the same people: its measures are found with them."""
    note: Text | None = None


class TargetGroups(Block):
    """`target-groups.yaml`."""

    kind: ClassVar[str] = "target-groups"
    label: ClassVar[str] = N_("Target groups")
    listing: ClassVar[str] = "groups"
    noun: ClassVar[str] = "target-group"

    title: Text
    groups: tuple[TargetGroup, ...] = Field(min_length=1)
    """The groups, in the order of the source."""

    @property
    def figures(self) -> dict[str, Figure]:
        """The size of a group and how many of it are to be reached, where the source gives one number or range."""
        return {
            f"{group.id}.{name}": figure
            for group in self.groups
            for name, sizes in (("size", group.size), ("reach", group.reach))
            if len(sizes) == 1 and (figure := sizes[0].plain(None))
        }

    @property
    def reached(self) -> bool:
        """Whether the source says of any group how many are to be reached."""
        return any(group.reach for group in self.groups)

    @property
    def segmented(self) -> bool:
        """Whether the source parts any group."""
        return any(group.segment or group.subgroups for group in self.groups)

    def check_item(self, item: TargetGroup, plan: Plan) -> Iterator[Problem]:
        """A part has a whole that it fits into, and no more are reached than there are."""
        for name in ("size", "reach"):
            yield from self._check_parts(item, name, plan.units)
        whole, reach = (next(iter(sizes), None) for sizes in (item.size, item.reach))
        if whole and reach and not item.note and comparable(whole, reach, None, plan.units):
            most, wanted = (size_of(size, plan.units) for size in (whole, reach))
            if most is not None and wanted is not None and wanted > most:
                yield Problem(item.place("reach"), "reach-exceeds-size", {"id": item.id}, Severity.WARNING)

    def _check_parts(self, item: TargetGroup, name: str, units: Units) -> Iterator[Problem]:
        whole: Size | None = None
        for number, size in enumerate(getattr(item, name)):
            if not size.part:
                whole = size
            elif whole is None:
                yield Problem(item.place(name, number), "part-without-whole", {"id": item.id})
                whole = size
            elif comparable(whole, size, None, units):
                most, part = size_of(whole, units), size_of(size, units)
                if most is not None and part is not None and part > most:
                    yield Problem(item.place(name, number), "part-exceeds-whole", {"id": item.id})
