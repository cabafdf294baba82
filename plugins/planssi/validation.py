"""Plain data → a record, or every problem with it.

Flows in: placed data from `reader`. Flows out: records of `model` and `blocks`. Pydantic finds what is wrong; here it
gets its place and a code of ours, and what is wrong is left out, so that the rest can still be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from .fields import CODE, EMAIL, FORM, ID, Known, Record, Text
from .model import Block, Nothing
from .reader import BLANK, Placed, PlacedList, key_place, place_of
from .source import Problem, Source, unknown_values

R = TypeVar("R", bound=Record)

TYPES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "string_type": "text-expected",
    "int_type": "number-expected",
    "bool_type": "boolean-expected",
    "bool_parsing": "boolean-expected",
    "tuple_type": "list-expected",
    "model_type": "mapping-expected",
    "dict_type": "mapping-expected",
    "enum": "unknown-name",
    "string_too_short": "empty-text",
    "too_short": "empty-list",
    "greater_than_equal": "number-too-small",
    "less_than_equal": "number-too-large",
}
"""Pydantic's error types → our codes; our own validators already speak in codes."""

FORMS = {ID: "bad-id", EMAIL: "bad-email", CODE: "bad-code", FORM: "bad-form"}
"""Patterns of fields → our codes."""

SINGLE = {
    "text-expected",
    "number-expected",
    "boolean-expected",
    "bad-date",
    "bad-period",
    "bad-quantity",
    "wrong-value",
}
"""Codes of a value that should be one text or number; of a list or a mapping in its place there is more to say."""


def validate(model: type[R], data: Any, known: Known) -> tuple[R | None, tuple[Problem, ...], bool]:
    """Make a record of placed data.

    Returns:
        The record, or None when even its sound parts make none; every problem, in the order of the file; and whether
        anything had to be left out that other parts may refer to.
    """
    if not isinstance(data, Placed):
        return None, (Problem(getattr(data, "at", Source("", 1)), "keys-expected"),), True
    blanks: dict[tuple[int | str, ...], Problem] = {}
    _find_blanks(data, (), blanks)
    problems = list(blanks.values())
    cut = set(blanks)
    # What a blank stands in is left out too, once the rest of it has been looked at.
    around = {_around(path) for path in blanks}
    dropped = bool(blanks)
    if cut:
        data = _copy(data, cut, ())
    for _ in range(8):
        try:
            record = model.model_validate(data, context=known)
            if not around:
                return record, tuple(problems), dropped
            errors = []
        except ValidationError as error:
            errors = error.errors(include_url=False)
        if renamed := _renamed(data, errors, model):
            problems += [problem for problem in renamed[1] if problem not in problems]
            data = renamed[0]
            continue
        paths = [_known_path(data, item["loc"]) for item in errors]
        for path, item in zip(paths, errors, strict=True):
            # A list that is empty, or a key that is missing, because of what was left out is not the editor's doing.
            ours = any(path == gone[: len(path)] and (path != gone or item["type"] == "missing") for gone in cut)
            ours |= item["type"] == "too_short" and bool(item["input"])
            if not ours and (problem := _problem(data, item, model)) not in problems:
                problems.append(problem)
        keys, items = _to_leave_out(paths, errors)
        items, around = items | around, set()
        if keys | items <= cut:
            break
        cut |= keys | items
        dropped |= bool(items) or any(len(path) == 1 for path in keys)
        data = _copy(data, keys | items, ())
    return None, tuple(problems), True


def validate_block(kind: type[Block], data: Any, known: Known) -> tuple[Block | None, tuple[Problem, ...], bool]:
    """Make a block of placed data: of its items, or of the words that stand in their place.

    Returns:
        As `validate` does. Of a file that has both, the items are read, so that their problems are told too.
    """
    listing = next((name for name in kind.listings() if name in data), None) if isinstance(data, Placed) else None
    if not isinstance(data, Placed) or ("none" not in data and (listing or not kind.more_listings)):
        return validate(kind, data, known)
    if "none" in data and listing is None:
        return validate(Nothing, data, known)
    if listing is None:
        problem = Problem(data.at, "no-items", {"key": kind.listing})
    else:
        problem = Problem(key_place(data, ("none",)), "none-and-items", {"key": listing})
    said = {(name,) for name in ("none", "source") if name not in kind.model_fields}
    block, problems, dropped = validate(kind, without(data, said), known)
    return block, (problem, *problems), dropped


def _find_blanks(data: Any, path: tuple[int | str, ...], found: dict[tuple[int | str, ...], Problem]) -> None:
    """Find the keys without a value and the places that a template left open."""
    if isinstance(data, Placed):
        for key, value in data.items():
            if "‹" in key and BLANK.search(key):
                found[(*path, key)] = Problem(data.keys_at[key], "not-filled-in", {"text": key})
            elif value is None:
                found[(*path, key)] = Problem(data.values_at[key], "empty-value", {"key": key})
            elif isinstance(value, str):
                if "‹" in value and BLANK.search(value):
                    found[(*path, key)] = Problem(data.values_at[key], "not-filled-in", {"text": value})
            elif isinstance(value, dict | list):
                _find_blanks(value, (*path, key), found)
    else:
        for index, value in enumerate(data):
            if isinstance(value, str):
                if "‹" in value and BLANK.search(value):
                    found[(*path, index)] = Problem(data.items_at[index], "not-filled-in", {"text": value})
            elif isinstance(value, dict | list):
                _find_blanks(value, (*path, index), found)


def _known_path(data: Any, loc: Iterable[int | str]) -> tuple[int | str, ...]:
    """Keep the steps of a pydantic location that exist in the data, and the key at its end.

    The others are tags, in angle brackets: names by which pydantic tells the forms of a value apart.
    """
    path: list[int | str] = []
    steps = tuple(loc)
    for number, step in enumerate(steps, 1):
        if str(step).startswith("<"):
            continue
        if isinstance(data, Placed) and isinstance(step, str) and (step in data or number == len(steps)):
            path.append(step)
            data = data.get(step)
        elif isinstance(data, PlacedList) and isinstance(step, int) and step < len(data):
            path.append(step)
            data = data[step]
    return tuple(path)


def _problem(data: Placed, error: Any, model: type[Record]) -> Problem:
    path = _known_path(data, error["loc"])
    kind = error["type"]
    code = TYPES.get(kind, kind if "-" in kind else "wrong-value")
    values: dict[str, object] = {"key": str(path[-1]) if path else "", "value": "", **error.get("ctx", {})}
    if kind == "string_pattern_mismatch":
        code = FORMS[str(values["pattern"])]
    given = error.get("input")
    if kind == "model_type" and values.get("class_name") == Text.__name__ and not isinstance(given, dict | list):
        code = "languages-expected"
    if given is None and code not in ("missing-key", "unknown-key"):
        return Problem(place_of(data, path), "empty-value", values)
    if isinstance(given, dict | list):
        code = "single-value-expected" if code in SINGLE else code
    else:
        values["value"] = str(given).lower() if isinstance(given, bool) else str(given)
    if code == "number-expected" and kind.startswith("int") and isinstance(given, Decimal):
        code = "whole-number-expected"
    if code == "unknown-language":
        return Problem(key_place(data, (*path, str(values["key"]))), code, values)
    if code == "unknown-key":
        values |= unknown_values(str(path[-1]), _keys(model, path[:-1]))
        return Problem(key_place(data, path), code, values)
    if issubclass(model, Block) and path in {(name,) for name in model.listings()} and kind in ("missing", "too_short"):
        return Problem(place_of(data, path), "no-items", values)
    if code == "missing-key":
        return Problem(place_of(data, path[:-1] if kind == "missing" else path), code, values)
    if kind == "enum":
        values |= unknown_values(str(given), re.findall(r"'([^']*)'", str(values.get("expected", ""))))
    return Problem(place_of(data, path), code, values)


def _keys(model: type[Record], path: tuple[int | str, ...]) -> Iterable[str]:
    """Return the keys that the record at a path may have, as an editor writes them."""
    current: tuple[type[Record], ...] = (model,)
    for step in path:
        if isinstance(step, str):
            fields = [field for record in current for name, field in _fields(record) if name == step]
            current = tuple(found for field in fields for found in _record_types(field.annotation))
    return tuple(name for record in current for name, _ in _fields(record))


def _fields(record: type[Record]) -> Iterable[tuple[str, FieldInfo]]:
    return ((field.alias or name, field) for name, field in record.model_fields.items())


def _record_types(annotation: Any) -> Iterable[type[Record]]:
    """Find the record classes inside `tuple[X, ...]`, `X | Y` and `dict[str, X]`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return (annotation,)
    return tuple(found for inner in getattr(annotation, "__args__", ()) for found in _record_types(inner))


def _renamed(data: Placed, errors: list[Any], model: type[Record]) -> tuple[Placed, list[Problem]] | None:
    """Read a misspelt key as the missing one that it resembles: one slip of the pen is one problem."""
    missing = {_known_path(data, error["loc"]) for error in errors if error["type"] == "missing"}
    names: dict[tuple[int | str, ...], str] = {}
    problems = []
    for error in errors:
        path = _known_path(data, error["loc"])
        if error["type"] != "extra_forbidden":
            continue
        absent = [key for *above, key in missing if tuple(above) == path[:-1]]
        near = str(unknown_values(str(path[-1]), map(str, absent))["suggestion"])
        if near and (*path[:-1], near) in missing:
            missing.remove((*path[:-1], near))
            names[path] = near
            problems.append(_problem(data, error, model))
    return (_copy(data, set(), (), names), problems) if names else None


def _to_leave_out(
    paths: list[tuple[int | str, ...]], errors: list[Any]
) -> tuple[set[tuple[int | str, ...]], set[tuple[int | str, ...]]]:
    """Return the keys and the list items without which the data may make a record."""
    keys: set[tuple[int | str, ...]] = set()
    items: set[tuple[int | str, ...]] = set()
    for path, error in zip(paths, errors, strict=True):
        if error["type"] == "extra_forbidden":
            keys.add(path)
        elif len(outer := _around(path)) > 1:
            items.add(outer)
        else:
            keys.add(outer)
    return keys, items


def _around(path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return the path of what may be left out because of a fault: the outermost item around it, or its first key."""
    index = next((index for index, step in enumerate(path) if isinstance(step, int)), 0)
    return path[: index + 1]


def without(data: Placed, keys: Set[tuple[int | str, ...]]) -> Placed:
    """Return the data without the values at these paths."""
    copy: Placed = _copy(data, keys, ())
    return copy


def _copy(
    data: Any,
    cut: Set[tuple[int | str, ...]],
    path: tuple[int | str, ...],
    renamed: Mapping[tuple[int | str, ...], str] = MappingProxyType({}),
) -> Any:
    """Return the data without the values at the paths `cut`, and with other names for the keys at `renamed`."""
    if isinstance(data, Placed):
        mapping = Placed(data.at)
        for key, value in data.items():
            here = (*path, key)
            if here not in cut:
                name = renamed.get(here, key)
                mapping.keys_at[name], mapping.values_at[name] = data.keys_at[key], data.values_at[key]
                mapping[name] = _copy(value, cut, here, renamed)
        return mapping
    if isinstance(data, PlacedList):
        items = PlacedList(data.at)
        for index, value in enumerate(data):
            if (*path, index) not in cut:
                items.append(_copy(value, cut, (*path, index), renamed))
                items.items_at.append(data.items_at[index])
        return items
    return data
