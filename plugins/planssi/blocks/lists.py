"""Lists: what a plan says as a plain list, from its needs to its principles and limits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..fields import N_, Flag, Gap, Id, MeasureName, Record, References, Text, TopicName, either
from ..model import Block, Item, Plan, check_unique
from ..source import Problem


class Role(StrEnum):
    """What a list is for; the page says it in words."""

    NEED = "need"
    """Why the plan is needed."""
    STARTING_POINT = "starting-point"
    """Where it starts from."""
    THEME = "theme"
    """What runs through the whole plan."""
    CRITERION = "criterion"
    """By what something is chosen."""
    PRINCIPLE = "principle"
    """By what it is led."""
    LIMIT = "limit"
    """Where the plan ends, and what it rests on."""
    COMMITMENT = "commitment"
    """What committing to the plan means, and what it does not."""
    RESOURCING = "resourcing"
    """With whose work and money it is done."""
    PARTICIPATION = "participation"
    """How residents and others take part."""
    SCALING = "scaling"
    """How results spread."""
    COMPETITION = "competition"
    """Effects on competition."""
    OTHER = "other"
    """Any other list; its title says all."""


class ListPoint(Record):
    """One point of a list."""

    model_config = either("text", "gap")

    id: Id | None = None
    mark: str | None = None
    """Letter or number, as in the source."""
    text: Text | None = None
    negative: Flag = False
    """Whether it belongs to what the list does *not* mean."""
    points: tuple[Text, ...] = ()
    """A list inside the point, after its text."""
    measures: tuple[MeasureName, ...] = ()
    """Ids of the measures that it is about; it stands on their pages, too."""
    topics: tuple[TopicName, ...] = ()
    """Of a theme, the ids of the topics in data/topics.yaml that mean the same: its measures are found with them."""
    gap: Gap | None = None
    """What the source holds in place of the words, or after them."""
    source: References | None = None
    """Its place in the source, where it differs from the list's own."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.gap is None:
            raise PydanticCustomError("text-or-gap", "", {})
        return self


class PointList(Item):
    """One list, in the order of the source."""

    role: Role
    """What the list is for."""
    title: Text
    intro: Text | None = None
    """The sentence before the points."""
    points: tuple[ListPoint, ...] = Field(min_length=1)
    """The points, in the order of the source."""
    note: Text | None = None

    @property
    def sides(self) -> tuple[tuple[bool, tuple[ListPoint, ...]], ...]:
        """The points that say what it means, then with True those that say what it does not; empty sides left out."""
        sides = ((side, tuple(point for point in self.points if point.negative is side)) for side in (False, True))
        return tuple((side, points) for side, points in sides if points)

    @property
    def two_sided(self) -> bool:
        """Whether some points say what it does not mean."""
        return any(point.negative for point in self.points)


class Lists(Block):
    """`lists.yaml`."""

    kind: ClassVar[str] = "lists"
    label: ClassVar[str] = N_("Lists: needs, principles, commitments")
    listing: ClassVar[str] = "lists"
    noun: ClassVar[str] = "list"
    heading: ClassVar[str] = N_("In the lists of the plan")

    lists: tuple[PointList, ...] = Field(min_length=1)
    """The lists, in the order of the source."""

    @property
    def theme_points(self) -> Mapping[str, ListPoint]:
        """Each theme by its id, of all lists of themes."""
        points = (point for own in self.lists if own.role is Role.THEME for point in own.points)
        return {point.id: point for point in points if point.id and point.text}

    @property
    def themes(self) -> Mapping[str, Text]:
        """The words of each theme by its id, of all lists of themes."""
        return {id: point.text for id, point in self.theme_points.items() if point.text}

    def of_measures(self, measures: Collection[str]) -> Self | None:
        """Return the lists with only the points about these measures; None where there are none."""
        lists = [
            own.model_copy(update={"points": points})
            for own in self.lists
            if (points := tuple(point for point in own.points if not set(measures).isdisjoint(point.measures)))
        ]
        return self.model_copy(update={"lists": tuple(lists)}) if lists else None

    def check_item(self, item: PointList, plan: Plan) -> Iterator[Problem]:
        """Every id is used once in its list."""
        yield from check_unique(item.points)
