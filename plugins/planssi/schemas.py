"""The model → JSON Schemas that help editors while they write.

Flows in: the classes of the model and a language. Flows out: a schema for each kind of YAML file (draft-07, the newest
that the common editors know), with help texts, and the settings by which an editor finds it.

A schema and the model accept and refuse the same files in everything that concerns the form of one file: keys, types,
choices, dates, quantities, the languages of a text. Beyond a schema are what needs other files or other parts of the
file (ids, units, places in the source, sums, ids used twice), what compares two numbers or times (a period that ends
before it begins, a range that does not rise), and a whole number written with decimals (12.0), which is the same number
as 12 in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from .blocks import KINDS
from .fields import EACH_LANGUAGE, ONE_LANGUAGE, Record
from .hints import CONTEXT, choice_hints, field_hints
from .loader import DATA_FILES, FrontMatter
from .localizer import Catalogue
from .model import VERSIONS, Nothing, PlanFacts

FOLDER = "data/schema"
"""Where the schemas of a site lie, in a folder for each language."""

SETTINGS = ".vscode/settings.json"
"""Where Visual Studio Code and its relatives learn which schema belongs to which file."""

OPEN = "x-open"
"""Key of a field that a template leaves open, though it may be left out: most records have it."""

HINT = "x-hint"
"""Key under which a field's own text waits for the one of its type."""

TITLES = ("title", "description")
"""What pydantic makes of the names and docstrings of classes: words for programmers."""

Schema = dict[str, Any]


def file_patterns() -> Mapping[str, tuple[str, ...]]:
    """Return the files that each schema is for, as patterns from the root of the site, by the schema's name."""
    plan = "content/plans/*/*"
    return {
        **{name: (f"data/{name}.yaml",) for name in DATA_FILES},
        "plan": (f"{plan}/plan.yaml",),
        **{kind: (f"{plan}/{kind}.yaml", f"{plan}/{VERSIONS}/*/{kind}.yaml") for kind in KINDS},
    }


def schema(name: str, languages: tuple[str, ...], words: Catalogue) -> Schema:
    """Return the schema of a kind of YAML file.

    Args:
        name: A name of `file_patterns`, or "page" for the lines between `---` at the top of a Markdown file.
        languages: Languages of the site.
        words: The catalogue of the language in which the editor reads.
    """
    finish = _Finish(() if name == "municipalities" else languages, words).schema
    top: Schema = {"$schema": "http://json-schema.org/draft-07/schema#", "$comment": "Made by: planssi schema"}
    return top | finish(_raw(name))


def schema_files(languages: tuple[str, ...], catalogue: Callable[[str], Catalogue]) -> Mapping[str, str]:
    """Return the text of every schema in every language, by its path from the root of the site."""
    files = {}
    for language in languages:
        words = catalogue(language)
        for name in file_patterns():
            files[f"{FOLDER}/{language}/{name}.json"] = as_text(schema(name, languages, words))
    return files


def editor_settings(text: str, languages: tuple[str, ...], language: str | None) -> str:
    """Return the settings of Visual Studio Code with the schemas of a language, and everything else as it was.

    Args:
        text: The settings as they are; empty where there are none.
        languages: Languages of the site.
        language: The chosen one; without it, the one that the settings have, else the site's first.

    Raises:
        ValueError: When the settings cannot be read as JSON.
    """
    settings = json.loads(text or "{}")
    if language not in languages:
        chosen = (code for code in languages if f"/{FOLDER}/{code}/" in "".join(settings.get("yaml.schemas", ())))
        language = next(chosen, languages[0])
    settings["yaml.schemas"] = {
        f"./{FOLDER}/{language}/{name}.json": list(patterns) for name, patterns in file_patterns().items()
    }
    return as_text(settings)


def as_text(data: Schema) -> str:
    """Return JSON as a file holds it."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def hints() -> Iterator[str]:
    """Yield every help text in English, for the catalogues; some more than once."""
    for name in ("page", *file_patterns()):
        yield from _texts(_raw(name))


def _raw(name: str) -> Schema:
    """Return a schema in English, without the languages of a site."""
    if name in KINDS:
        return _block(name)
    if name == "plan":
        plan = _definitions(PlanFacts)
        blocks = {kind: {"$ref": f"{kind}.json", HINT: "As in a file of its own."} for kind in KINDS}
        return plan | {"properties": plan["properties"] | blocks}
    return _definitions(FrontMatter if name == "page" else DATA_FILES[name])


def _block(kind: str) -> Schema:
    """Return the schema of a block: its items, or the words that stand in their place."""
    block = KINDS[kind]
    references, definitions = models_json_schema(
        [(block, "validation"), (Nothing, "validation")], schema_generator=_Generator
    )
    items: Schema = dict(references[block, "validation"])
    if block.more_listings:
        items = {"allOf": [items, {"anyOf": [{"required": [listing]} for listing in block.listings()]}]}
    return _tidied(
        {
            "if": {"required": ["none"]},
            "then": references[Nothing, "validation"],
            "else": items,
            "$defs": definitions["$defs"],
        }
    )


def _definitions(record: type[Record]) -> Schema:
    return _tidied(record.model_json_schema(schema_generator=_Generator))


class _Generator(GenerateJsonSchema):
    """Pydantic's schema without its English titles, with our texts."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No field has a title: its key says enough."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Put each field's text beside it."""
        result = super().model_schema(schema)
        record = schema["cls"]
        if not issubclass(record, Record):
            return result
        for key in TITLES:
            result.pop(key, None)
        for name, text in field_hints(record).items():
            field = record.model_fields[name]
            result["properties"][field.alias or name][HINT] = text
        return result

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Put each choice's text beside it, where Visual Studio Code and its relatives look for it."""
        result = super().enum_schema(schema)
        choices = schema["cls"]
        assert issubclass(choices, StrEnum)
        return result | {"enumDescriptions": list(choice_hints(choices).values())}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """Return a number with its bounds; pydantic would also allow a text."""
        names = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
        bounds = {word: schema.get(key) for key, word in names.items()}
        return {"type": "number"} | {word: _plain(bound) for word, bound in bounds.items() if bound is not None}


def _plain(value: Any) -> Any:
    """Return an exact number as JSON writes it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


class _Finish:
    """Gives a raw schema its languages and the editor's words."""

    def __init__(self, languages: tuple[str, ...], words: Catalogue) -> None:
        self.languages = languages
        self.words = words

    def schema(self, raw: Schema) -> Schema:
        """Return a finished copy of a schema and of those inside it."""
        if EACH_LANGUAGE in raw:
            rest = {key: value for key, value in raw.items() if key != EACH_LANGUAGE}
            return self.schema(rest) | self._each_language(self.schema(raw[EACH_LANGUAGE]))
        done: Schema = {}
        for key, value in raw.items():
            if key in ("properties", "$defs"):
                done[key] = {name: self.schema(inner) for name, inner in value.items()}
            elif key == "enumDescriptions":
                done[key] = [self._say(text) for text in value]
            elif key in ("description", "patternErrorMessage"):
                done[key] = self._say(value)
            elif key == ONE_LANGUAGE:
                done |= {"enum": list(self.languages)} if self.languages else {}
            elif key == "default":
                if value not in (None, [], {}):
                    done[key] = _plain(Decimal(value)) if raw.get("type") == "number" else value
            elif isinstance(value, dict):
                done[key] = self.schema(value)
            elif isinstance(value, list):
                done[key] = [self.schema(inner) if isinstance(inner, dict) else inner for inner in value]
            elif key != HINT:
                done[key] = value
        if HINT in raw:
            done = _without_null(done)
            own, of_type = self._say(raw[HINT]), done.pop("description", "")
            done = {"description": f"{own} {of_type}".strip(), **done}
        return done

    def _each_language(self, value: Schema) -> Schema:
        if not self.languages:
            return {"type": "object", "additionalProperties": value}
        return {
            "type": "object",
            "properties": dict.fromkeys(self.languages, value),
            "required": list(self.languages),
            "additionalProperties": False,
        }

    def _say(self, text: str) -> str:
        return str(self.words.pgettext(CONTEXT, text)) if text else ""


def _tidied(schema: Schema) -> Schema:
    """Return a schema without the definitions that nothing uses and without what pydantic says of choices."""
    definitions = schema.get("$defs", {})
    used: set[str] = set()
    waiting = [json.dumps({key: value for key, value in schema.items() if key != "$defs"})]
    while waiting:
        text = waiting.pop()
        found = {name for name in definitions if f'"#/$defs/{name}"' in text} - used
        waiting += [json.dumps(definitions[name], default=str) for name in found]
        used |= found
    kept = {
        name: {key: value for key, value in definition.items() if "enum" not in definition or key not in TITLES}
        for name, definition in definitions.items()
        if name in used
    }
    return {key: value for key, value in schema.items() if key != "$defs"} | ({"$defs": kept} if kept else {})


def _without_null(schema: Schema) -> Schema:
    """Return the schema of a field without the empty value: a key that is written has a value."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == len(schema.get("anyOf", ())):
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return choices[0] | rest if len(choices) == 1 else {"anyOf": choices} | rest


def _texts(raw: Any) -> Iterator[str]:
    """Yield the texts of a raw schema."""
    for key, value in raw.items() if isinstance(raw, dict) else ():
        if key in ("properties", "$defs"):
            for inner in value.values():
                yield from _texts(inner)
        elif key == "enumDescriptions":
            yield from (text for text in value if text)
        elif key in (HINT, "description"):
            if value:
                yield value
        elif isinstance(value, list):
            for inner in value:
                yield from _texts(inner)
        else:
            yield from _texts(value)
