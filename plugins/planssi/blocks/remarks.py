"""Remarks: where a source contradicts itself, breaks off or leaves something open."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..fields import Text
from ..model import Block, Item


class Remark(Item):
    """One observation about the source, by the publisher of this site."""

    title: Text
    text: Text


class Remarks(Block):
    """`remarks.yaml`."""

    kind: ClassVar[str] = "remarks"
    listing: ClassVar[str] = "remarks"
    noun: ClassVar[str] = "remark"

    remarks: tuple[Remark, ...] = Field(min_length=1)
    """The remarks, by the publisher of this site."""
