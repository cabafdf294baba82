"""Related projects and services: what came before, and what the plan must fit together with."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..fields import N_, Figure, MeasureName, Text, When
from ..model import Block, Item


class Relation(StrEnum):
    """What the plan does with the other project."""

    CONTINUES = "continues"
    """It goes on where the other ended."""
    USES = "uses"
    """It uses what came out of the other."""
    COOPERATES = "cooperates"
    """The two work together."""
    EXCLUDES = "excludes"
    """It leaves to the other what belongs there."""
    DEPENDS = "depends"
    """It depends on the other."""


class RelatedProject(Item):
    """One project, programme or shared service."""

    name: Text
    when: When | None = None
    """When it goes on, as far as the source tells."""
    kind: Relation | None = None
    """What the plan does with it."""
    relation: Text | None = None
    """What it has to do with the plan, in a sentence or two."""
    there: tuple[Text, ...] = ()
    """What was or is done there."""
    here: tuple[Text, ...] = ()
    """What is done in this plan, where the source sets the two side by side."""
    measure: MeasureName | None = None
    """The measure that it concerns."""
    measures: tuple[MeasureName, ...] = ()
    """The measures that it concerns, where they are several."""
    note: Text | None = None


class Related(Block):
    """`related.yaml`."""

    kind: ClassVar[str] = "related"
    label: ClassVar[str] = N_("Related projects")
    listing: ClassVar[str] = "projects"
    noun: ClassVar[str] = "related-project"
    heading: ClassVar[str] = N_("Related projects")

    title: Text
    projects: tuple[RelatedProject, ...] = Field(min_length=1)
    """The projects and services, in the order of the source."""

    @property
    def figures(self) -> dict[str, Figure]:
        """Times by the id of their project."""
        return {project.id: project.when for project in self.projects if project.when}
