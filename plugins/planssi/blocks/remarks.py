"""Remarks: where a source contradicts itself, breaks off or leaves something open."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..fields import N_, MeasureName, Text
from ..model import Block, Item


class Remark(Item):
    """One observation about the source, by the publisher of this site."""

    title: Text
    text: Text
    measures: tuple[MeasureName, ...] = ()
    """The measures that it concerns; it stands on their pages, too."""


class Remarks(Block):
    """`remarks.yaml`."""

    kind: ClassVar[str] = "remarks"
    label: ClassVar[str] = N_("Remarks on the source")
    listing: ClassVar[str] = "remarks"
    noun: ClassVar[str] = "remark"
    heading: ClassVar[str] = N_("Notes on the source")

    remarks: tuple[Remark, ...] = Field(min_length=1)
    """The remarks, by the publisher of this site."""
