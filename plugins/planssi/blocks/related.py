"""Related projects and services: what came before, and what the plan must fit together with."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..fields import Text, When
from ..model import Block, Item


class RelatedProject(Item):
    """One project, programme or shared service."""

    name: Text
    when: When | None = None
    """As far as the source tells."""
    relation: Text
    """What it has to do with the plan."""
    note: Text | None = None


class Related(Block):
    """`related.yaml`."""

    kind: ClassVar[str] = "related"
    listing: ClassVar[str] = "projects"

    title: Text
    projects: tuple[RelatedProject, ...] = Field(min_length=1)
