"""A schema → the commented lines of YAML that an editor fills in.

Flows in: a finished schema, in the editor's language. Flows out: lines without indentation. What must be written stands
there with a blank, `‹fill in›`; what may be left out stands behind a `#` that can be taken away. Each key has its help
text above it, behind a `#` and one space. `reader.BLANK` finds the blanks that are still there.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .localizer import Catalogue
from .schemas import OPEN, Schema

WIDTH = 100
"""Longest line of a help text, without its indentation."""

LAST = ("group", "note", "source")
"""Keys that stand after all others."""


def blank(words: Catalogue, text: str = "") -> str:
    """Return what marks an open place, in the language of the catalogue.

    Args:
        words: The catalogue.
        text: What belongs there; "fill in" without it.
    """
    inside = text or words.pgettext("blank", "fill in")
    return f"‹{inside}›"


def comment(text: str) -> list[str]:
    """Return a text as lines of a comment."""
    return [f"# {line}" for line in textwrap.wrap(text, WIDTH, break_on_hyphens=False, break_long_words=False)]


class Scaffold:
    """Writes the lines of one schema."""

    def __init__(self, schema: Schema, words: Catalogue, languages: Mapping[str, Catalogue]) -> None:
        """Take a schema.

        Args:
            schema: As `schemas.schema` returns it.
            words: The catalogue of the editor's language.
            languages: The catalogues of the site's languages, by their codes.
        """
        self.definitions: Mapping[str, Schema] = schema.get("$defs", {})
        self.blank = blank(words)
        self.blanks = {language: blank(own) for language, own in languages.items()}

    def mapping(self, schema: Schema, given: Mapping[str, Any], whole: bool = True) -> list[str]:
        """Return the lines of a mapping.

        Args:
            schema: A schema of an object.
            given: Values that are known already: a text, a mapping of them, or lines of a list.
            whole: Whether to write help texts and what may be left out.
        """
        properties: Mapping[str, Schema] = schema["properties"]
        needed = {*schema.get("required", ()), *self._first_choice(schema), *given}
        needed |= {key for key, value in properties.items() if value.get(OPEN)}
        lines: list[str] = []
        first = "id" if "id" in needed else next((key for key in properties if key in needed), "")
        for key in sorted(properties, key=lambda key: (key != first, *_order(key, given))):
            value = properties[key]
            if key in given:
                lines += self._known(key, given[key])
            elif whole or key in needed:
                if whole:
                    lines += self._help(value)
                written = self._entry(key, value, whole and key in needed)
                lines += written if key in needed else [f"#{line}" for line in written]
        return lines

    def item(self, schema: Schema, given: Mapping[str, Any]) -> list[str]:
        """Return the lines of one item of a list, the dash included."""
        return _as_item(self.mapping(self.resolve(schema), given))

    def resolve(self, schema: Schema) -> Schema:
        """Return the schema that a value is written by: that of its reference, or of the first of its forms."""
        while True:
            if "$ref" in schema:
                schema = self.definitions[schema["$ref"].rpartition("/")[2]]
            elif forms := schema.get("anyOf", schema.get("oneOf")) if "properties" not in schema else None:
                texts = [form for form in forms if self._in_languages(self.resolve(form))]
                schema = (texts or forms)[0]
            else:
                return schema

    def _entry(self, key: str, schema: Schema, whole: bool) -> list[str]:
        """Return the lines of a key with a blank for its value."""
        value = self.resolve(schema)
        if self._in_languages(value):
            return [f"{key}:", *(f'  {language}: "{self.blanks[language]}"' for language in value["properties"])]
        if value.get("type") == "object":
            inner = [f"{self.blank}: {self.blank}"]
            if "properties" in value:
                inner = self.mapping(value, {}, whole)
            elif isinstance(value.get("additionalProperties"), dict):
                inner = self._entry(self.blank, value["additionalProperties"], False)
            return [f"{key}:", *_indented(inner)]
        if value.get("type") == "array":
            return [f"{key}:", *_indented(self._only_item(value["items"], whole))]
        if value.get("type") == "boolean":
            return [f"{key}: true"]
        return [f"{key}: {self._scalar(value)}"]

    def _only_item(self, schema: Schema, whole: bool) -> list[str]:
        value = self.resolve(schema)
        if self._in_languages(value):
            return _as_item([f'{language}: "{self.blanks[language]}"' for language in value["properties"]])
        if value.get("type") == "object":
            return _as_item(self.mapping(value, {}, whole))
        return [f"- {self._scalar(value)}"]

    def _scalar(self, schema: Schema) -> str:
        free = schema.get("type") == "string" and "enum" not in schema and "pattern" not in schema
        return json.dumps(self.blank, ensure_ascii=False) if free else self.blank

    def _known(self, key: str, value: Any) -> list[str]:
        if isinstance(value, Mapping):
            return [f"{key}:", *_indented([line for name, inner in value.items() for line in self._known(name, inner)])]
        if isinstance(value, list):
            return [f"{key}:", *_indented(value)]
        return [f"{key}: {value}"]

    def _help(self, schema: Schema) -> Iterator[str]:
        """Yield the comment above a key: its help text, and its choices with theirs."""
        yield from comment(schema.get("description") or "")
        value = self.resolve(schema)
        texts: Sequence[str] = value.get("enumDescriptions", ())
        for choice, meaning in zip(value.get("enum", ()), texts, strict=False):
            yield f"# - {choice}: {meaning}"

    def _in_languages(self, schema: Schema) -> bool:
        properties = schema.get("properties", {})
        return list(properties) == list(self.blanks) and all("type" in value for value in properties.values())

    def _first_choice(self, schema: Schema) -> Sequence[str]:
        """Return the keys of the first of the groups of which one must be written."""
        groups = schema.get("oneOf", schema.get("anyOf", ()))
        keys: Sequence[str] = groups[0].get("required", ()) if groups else ()
        return keys


def _order(key: str, given: Mapping[str, Any]) -> tuple[bool, int]:
    """Return what sorts the keys of a mapping: those that are told last at the end, and then a list that is given."""
    return isinstance(given.get(key), list), LAST.index(key) if key in LAST else -1


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _as_item(lines: Sequence[str]) -> list[str]:
    """Return lines as an item of a list; the help text of its first key stays above the dash."""
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [*lines[:first], f"- {lines[first]}", *_indented(lines[first + 1 :])]
