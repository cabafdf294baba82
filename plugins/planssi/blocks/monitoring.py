"""Monitoring and evaluation: what is followed, how, by whom and how often."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..fields import N_, Text, Who
from ..model import Block, Item


class Followed(Item):
    """One thing that is followed or evaluated."""

    mark: str | None = None
    """Letter or number of the level, as in the source."""
    what: Text
    """What is followed."""
    how: Text | None = None
    """The method or the service that is used."""
    by: Who | None = None
    """Who follows it."""
    often: Text | None = None
    """How often, in the source's words."""
    evaluator: Who | None = None
    """Who evaluates it, when that is somebody else."""
    note: Text | None = None


class Monitoring(Block):
    """`monitoring.yaml`."""

    kind: ClassVar[str] = "monitoring"
    label: ClassVar[str] = N_("Monitoring")
    listing: ClassVar[str] = "rows"
    noun: ClassVar[str] = "monitoring-row"

    title: Text
    rows: tuple[Followed, ...] = Field(min_length=1)
