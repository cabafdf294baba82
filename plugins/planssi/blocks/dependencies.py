"""Dependencies: what a plan rests on, inside and outside its organisation, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from ..fields import N_, MeasureName, Text, name_of
from ..model import Block, Item, Plan
from ..source import Problem


class Type(StrEnum):
    """What kind of dependency it is."""

    INTERNAL = "internal"
    """Other work of the same organisation."""
    EXTERNAL = "external"
    """Work of others."""
    LAW = "law"
    """An act, or one being prepared."""
    SYSTEM = "system"
    """An information system or a digital service."""
    EXCLUSION = "exclusion"
    """What the plan leaves out."""


class Dependency(Item):
    """One thing that the plan depends on or leaves out."""

    name: Text
    type: Type
    """What kind of dependency it is."""
    part_of: Annotated[str, name_of("dependencies")] | None = None
    """The dependency of which the source lists this one as an example or a part."""
    relation: Text | None = None
    """What depends on what, in the source's words."""
    strength: Text | None = None
    """How strongly, in the source's words."""
    measures: tuple[MeasureName, ...] = ()
    """Ids of the measures that it concerns."""
    note: Text | None = None


class Dependencies(Block):
    """`dependencies.yaml`."""

    kind: ClassVar[str] = "dependencies"
    label: ClassVar[str] = N_("Dependencies")
    listing: ClassVar[str] = "dependencies"
    noun: ClassVar[str] = "dependency"
    heading: ClassVar[str] = N_("Dependencies")

    title: Text
    dependencies: tuple[Dependency, ...] = Field(min_length=1)
    """What the plan depends on or leaves out."""

    @property
    def types(self) -> tuple[tuple[Type, tuple[Dependency, ...]], ...]:
        """Dependencies by type, types in a fixed order, empty ones left out."""
        grouped = ((type, tuple(item for item in self.dependencies if item.type is type)) for type in Type)
        return tuple((type, items) for type, items in grouped if items)

    def check_item(self, item: Dependency, plan: Plan) -> Iterator[Problem]:
        """Nothing is a part of itself."""
        if item.part_of == item.id:
            yield Problem(item.place("part_of"), "part-of-itself", {"id": item.id})
