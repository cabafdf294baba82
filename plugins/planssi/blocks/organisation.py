"""Organisation: bodies, roles and partners, who belongs to them, what each does and how often it meets."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from ..fields import N_, Figure, Number, Text, name_of
from ..model import Block, Item, Plan
from ..quantities import Form, Quantity
from ..rhythm import Rhythm
from ..series import PERCENT
from ..source import Problem
from ..tree import circular


class Part(StrEnum):
    """What kind of actor it is."""

    BODY = "body"
    """A group that steers or decides."""
    ROLE = "role"
    """A post or a person's task."""
    UNIT = "unit"
    """A part of the organisation."""
    PARTNER = "partner"
    """Somebody outside it."""


class Actor(Item):
    """A body, a role, a unit or a partner."""

    name: Text
    part: Part
    """What kind of actor it is."""
    part_of: Annotated[str, name_of("organisation")] | None = None
    """The actor that this one belongs to."""
    tasks: tuple[Text, ...] = ()
    """What it does; absent where the source names nothing."""
    chair: Text | None = None
    """Who leads it."""
    presenters: tuple[Text, ...] = ()
    """Those who present the matters that a body decides."""
    members: tuple[Text, ...] = ()
    """Who belongs to it."""
    meets: Rhythm | None = None
    """How often it meets."""
    share: Annotated[Number, Field(ge=0, le=100)] | None = None
    """Percent of working time."""
    note: Text | None = None

    @property
    def manned(self) -> bool:
        """Whether the source names anybody who belongs to it."""
        return bool(self.chair or self.presenters or self.members)


class Organisation(Block):
    """`organisation.yaml`."""

    kind: ClassVar[str] = "organisation"
    label: ClassVar[str] = N_("Who does what")
    listing: ClassVar[str] = "actors"
    noun: ClassVar[str] = "actor"

    title: Text
    actors: tuple[Actor, ...] = Field(min_length=1)
    """Bodies, roles, units and partners, in the order of the source."""

    @property
    def figures(self) -> dict[str, Figure]:
        """The share of working time of each actor that has one: `coordinator.share`."""
        return {
            f"{actor.id}.share": Quantity(Form.NUMBER, (actor.share,), unit=PERCENT)
            for actor in self.actors
            if actor.share is not None
        }

    @property
    def parts(self) -> tuple[tuple[Part, tuple[Actor, ...]], ...]:
        """Actors by kind, kinds in a fixed order, empty ones left out."""
        grouped = ((part, tuple(actor for actor in self.actors if actor.part is part)) for part in Part)
        return tuple((part, actors) for part, actors in grouped if actors)

    def check(self, plan: Plan) -> Iterator[Problem]:
        """No actor is a part of itself, by whatever way round."""
        for actor in circular(self.actors):
            yield Problem(actor.place("part_of"), "part-of-itself", {"id": actor.id})
