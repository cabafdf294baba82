"""Communication: what is told, to whom, how, when and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from ..fields import N_, Figure, Text, When, Who, name_of
from ..model import Block, Item, Plan
from ..source import Problem, unknown_values

Name = Annotated[str, name_of("communication")]
"""Id of an item in any section."""


class Aim(Item):
    """What communication should bring about."""

    text: Text


class Message(Item):
    """A message for everybody; those for one audience stand with it."""

    text: Text


class Audience(Item):
    """A group that is told something."""

    name: Text
    goal: Text | None = None
    """What communication should bring about in this group."""
    messages: tuple[Text, ...] = ()
    """What it is told."""
    channels: tuple[Name, ...] = ()
    """Ids of the channels by which it is reached."""
    note: Text | None = None


class Channel(Item):
    """A way of telling."""

    name: Text
    use: Text | None = None
    """For what it is used."""


class CommunicationMeasure(Item):
    """Something that is done."""

    text: Text
    when: When | None = None
    timing: Text | None = None
    """Its time in words, for instance "at the beginning"."""
    by: Who | None = None
    """Who does it."""


class Responsibility(Item):
    """Somebody and what they answer for."""

    who: Who
    """Who is responsible."""
    task: Text
    """For what."""


class Communication(Block):
    """`communication.yaml`: six sections, of which a source may have only some."""

    kind: ClassVar[str] = "communication"
    label: ClassVar[str] = N_("Communication")
    listing: ClassVar[str] = "goals"
    noun: ClassVar[str] = "communication-goal"
    more_listings: ClassVar[Mapping[str, str]] = {
        "messages": "message",
        "audiences": "audience",
        "channels": "channel",
        "measures": "communication-measure",
        "responsibilities": "responsibility",
    }

    title: Text
    goals: tuple[Aim, ...] = Field(default=(), min_length=1)
    """What communication should bring about."""
    messages: tuple[Message, ...] = Field(default=(), min_length=1)
    """Messages for everybody; those for one audience stand with it."""
    audiences: tuple[Audience, ...] = Field(default=(), min_length=1)
    """The groups that are told something."""
    channels: tuple[Channel, ...] = Field(default=(), min_length=1)
    """The ways of telling."""
    measures: tuple[CommunicationMeasure, ...] = Field(default=(), min_length=1)
    """What is done."""
    responsibilities: tuple[Responsibility, ...] = Field(default=(), min_length=1)
    """Who answers for what."""

    @property
    def figures(self) -> dict[str, Figure]:
        """Times by the id of what is done."""
        return {measure.id: measure.when for measure in self.measures if measure.when}

    @property
    def absent(self) -> tuple[str, ...]:
        """Sections that the source does not have; messages may stand with the audiences instead."""
        told = any(audience.messages for audience in self.audiences)
        return tuple(name for name in self.listings() if not getattr(self, name) and not (name == "messages" and told))

    def says(self, section: str, *fields: str) -> bool:
        """Whether the source says any of these things of any item of a section."""
        return any(getattr(item, field) for item in getattr(self, section) for field in fields)

    def check(self, plan: Plan) -> Iterator[Problem]:
        """An audience is reached by channels, not by anything else that has an id."""
        channels = {channel.id for channel in self.channels}
        for audience in self.audiences:
            for name in audience.channels:
                if name not in channels:
                    yield Problem(audience.place("channels"), "unknown-name", unknown_values(name, channels))
