"""How often something happens, such as the meetings of a group.

Flows in: plain data from `reader`, `{times: 10, per: year, approximate: true}` or `{words: {fi: …, sv: …}}`. Flows out:
a frozen record; `localizer` says it in words.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from .fields import Flag, Record, Text

Times = Annotated[int, Field(strict=True, ge=1)]


class Per(StrEnum):
    """The stretch of time in which it happens so many times."""

    WEEK = "week"
    """In a week."""
    MONTH = "month"
    """In a month."""
    YEAR = "year"
    """In a year."""


class Rhythm(Record):
    """So many times in a stretch of time, or the source's own words where it gives no number."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["times", "per"], "not": {"required": ["words"]}},
                {
                    "required": ["words"],
                    "properties": {"approximate": {"const": False}},
                    "not": {"anyOf": [{"required": [key]} for key in ("times", "most", "per")]},
                },
            ]
        }
    )

    times: Times | None = None
    """How many times; the lower number where the source gives two."""
    most: Times | None = None
    """The higher number of the two; "2–4 times a year" is `{times: 2, most: 4, per: year}`."""
    per: Per | None = None
    """In what time it happens so many times."""
    approximate: Flag = False
    """Whether the source says "about"."""
    words: Text | None = None
    """The source's own words where it gives no number."""

    @model_validator(mode="after")
    def _times_or_words(self) -> Self:
        numbers = [self.times, self.most, self.per]
        if self.words is not None:
            if any(value is not None for value in numbers) or self.approximate:
                raise PydanticCustomError("one-of-two", "", {"first": "times", "second": "words"})
            return self
        if self.times is None and self.per is None:
            raise PydanticCustomError("one-of-two", "", {"first": "times", "second": "words"})
        for key in ("times", "per"):
            if getattr(self, key) is None:
                raise PydanticCustomError("missing-key", "", {"key": key})
        if self.most is not None and self.times is not None and self.most <= self.times:
            raise PydanticCustomError("most-too-small", "", {"times": self.times, "most": self.most})
        return self
