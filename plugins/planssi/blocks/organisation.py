"""Organisation: bodies, roles and partners, and what each of them does."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..fields import Text
from ..model import Block, Item


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
    task: Text
    note: Text | None = None


class Organisation(Block):
    """`organisation.yaml`."""

    kind: ClassVar[str] = "organisation"
    listing: ClassVar[str] = "actors"

    title: Text
    actors: tuple[Actor, ...] = Field(min_length=1)

    @property
    def parts(self) -> tuple[tuple[Part, tuple[Actor, ...]], ...]:
        """Actors by kind, kinds in a fixed order, empty ones left out."""
        grouped = ((part, tuple(actor for actor in self.actors if actor.part is part)) for part in Part)
        return tuple((part, actors) for part, actors in grouped if actors)
