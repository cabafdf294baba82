"""Schemas for editors: they and the model accept and refuse the same files, and the ones in `data/` are up to date."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from building import ROOT
from planssi.blocks import KINDS
from planssi.fields import Known
from planssi.loader import DATA_FILES, EVERYWHERE, load_site
from planssi.localizer import catalogue
from planssi.model import PlanFacts
from planssi.periods import DAY_PATTERN, PERIOD_PATTERN, Period
from planssi.quantities import DURATION_PATTERN, QUANTITY_PATTERN, Quantity
from planssi.reader import Placed, parse_yaml
from planssi.schemas import FOLDER, SETTINGS, as_text, editor_settings, file_patterns, schema, schema_files
from planssi.source import Problem
from planssi.validation import validate, validate_block, without
from planting import MISTAKES, SITE, copy_site, read_mistake, spoil

LANGUAGES = ("fi", "sv")
EVERY_TEXT = Known(LANGUAGES)
"""Every text is in every language, as on the miniature site."""

Verdicts = tuple[bool, list[Problem]]
Validators = dict[str, Any]


class CoreLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads scalars by the core schema of YAML 1.2, as editors do."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML declares it so)


def _core(tag: str, pattern: str, make: Callable[[str], object]) -> None:
    CoreLoader.add_implicit_resolver(f"!{tag}", re.compile(f"(?:{pattern})$"), None)
    CoreLoader.add_constructor(f"!{tag}", lambda loader, node: make(node.value))


_core("null", r"null|Null|NULL|~|", lambda text: None)
_core("bool", r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true")
_core("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", lambda text: int(text, 0 if text[:2] in ("0o", "0x") else 10))
_core("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", float)


@pytest.fixture(scope="module")
def validators(tmp_path_factory: pytest.TempPathFactory) -> Validators:
    """The validators of a site whose every text is in every language."""
    return validators_of(tmp_path_factory.mktemp("schemas"), EVERY_TEXT)


def validators_of(folder: Path, known: Known) -> Validators:
    """Return a validator for each kind of file, with the schemas as files in a folder that refer to each other."""
    for path, text in schema_files(known.languages, catalogue, known.spared).items():
        (folder / Path(path).name).write_text(text, "utf-8")
    return {
        name: jsonschema_rs.validator_for(
            json.loads((folder / f"{name}.json").read_text("utf-8")), base_uri=(folder / f"{name}.json").as_uri()
        )
        for name in file_patterns()
    }


def name_of(path: str) -> str | None:
    """Return the name of the schema that a file belongs to."""
    for name, patterns in file_patterns().items():
        if any(re.fullmatch(pattern.replace("*", "[^/]+"), path) for pattern in patterns):
            return name
    return None


def verdicts(name: str, text: str, validators: Validators, known: Known = EVERY_TEXT) -> Verdicts | None:
    """Return whether the schema accepts a text, and what the model says of its form; None for what is no YAML."""
    reading = parse_yaml(text, "file.yaml")
    if reading.problems:
        return None
    return validators[name].is_valid(yaml.load(text, CoreLoader)), list(faults(name, reading.data, known))


def faults(name: str, data: Any, known: Known) -> Iterator[Problem]:
    """Yield what the model says of a file by itself, without knowing any other."""
    if data is None:
        yield Problem(parse_yaml("a: b", "file.yaml").data.at, "empty-file")
        return
    if name == "municipalities":
        known = Known()
    elif name in EVERYWHERE:
        known = replace(known, spared=frozenset())
    if name == "plan":
        blocks = data if isinstance(data, Placed) else {}
        for kind in KINDS:
            if kind in blocks:
                yield from validate_block(KINDS[kind], with_rows(kind, blocks[kind]), known)[1]
        facts = without(data, {(kind,) for kind in KINDS}) if isinstance(data, Placed) else data
        yield from validate(PlanFacts, facts, known)[1]
    elif name in KINDS:
        yield from validate_block(KINDS[name], with_rows(name, data), known)[1]
    else:
        yield from validate(DATA_FILES[name], data, known)[1]


def with_rows(kind: str, data: Any) -> Any:
    """Return a budget in which rows stand in the place of the CSV files that hold them, as the loader puts them."""
    tables = data.get("tables") if kind == "budget" and isinstance(data, Placed) else None
    for table in tables if isinstance(tables, list) else ():
        if isinstance(table, Placed) and str(table.get("rows")).endswith(".csv"):
            table["rows"] = parse_yaml("[{id: a, name: {fi: A, sv: A}, amount: 1}]", "a.csv").data
    return data


def beyond_a_schema(problem: Problem) -> bool:
    """Whether a problem comes from what no schema can do: compare two numbers or times, or tell 12.0 from 12."""
    value = str(problem.values.get("value", ""))
    if re.fullmatch(r"-?[0-9]+\.0+", value):
        return problem.code in ("whole-number-expected", "bad-period")
    if problem.code == "bad-period":
        return re.search(PERIOD_PATTERN, value) is not None
    if problem.code == "bad-quantity":
        return ".." in value and re.search(QUANTITY_PATTERN, value) is not None
    return problem.code == "most-too-small"


def agree(found: Verdicts) -> bool:
    """Whether schema and model say the same, as far as a schema can."""
    accepted, problems = found
    return accepted == (not problems) or (accepted and all(beyond_a_schema(problem) for problem in problems))


def yaml_files(root: Path) -> list[tuple[str, Path]]:
    """Return the YAML files of a site, each with the name of its schema."""
    paths = sorted([*root.glob("data/*.yaml"), *root.glob("content/**/*.yaml")])
    return [(str(name_of(path.relative_to(root).as_posix())), path) for path in paths]


@pytest.mark.parametrize("root", [ROOT, SITE], ids=["real", "miniature"])
def test_sound_files_are_accepted(root: Path, tmp_path: Path) -> None:
    """Schema and model accept every file of the real site and of the miniature one."""
    site = load_site(root).site
    assert site is not None
    known = Known(site.languages, spared=site.optional)
    validators = validators_of(tmp_path, known)
    files = yaml_files(root)
    assert len(files) > 15
    for name, path in files:
        data = yaml.load(path.read_text("utf-8"), CoreLoader)
        assert [error.message for error in validators[name].iter_errors(data)] == [], path
        assert verdicts(name, path.read_text("utf-8"), validators, known) == (True, []), path


def test_golden_examples_get_the_same_verdict(validators: Validators) -> None:
    """Sound or not, each golden example of a block is accepted or refused by both."""
    refused = 0
    for path in sorted((Path(__file__).parent / "blocks").glob("*.yaml")):
        if path.stem not in KINDS:
            continue
        for example in yaml.safe_load(path.read_text("utf-8")):
            found = verdicts(path.stem, example["yaml"], validators)
            assert found is None or agree(found), (path.stem, example["title"], found)
            refused += found is not None and not found[0]
    assert refused > 10


def test_mistakes_get_the_same_verdict(tmp_path: Path, validators: Validators) -> None:
    """Each planted mistake of editors that concerns the form of a file is refused by both, every other by neither."""
    refused = 0
    for mistake in MISTAKES:
        root = copy_site(tmp_path / mistake.stem, read_mistake(mistake))
        spoil(root, read_mistake(mistake))
        for path in [*root.glob("data/*.yaml"), *root.glob("content/**/*.yaml")]:
            name = name_of(path.relative_to(root).as_posix())
            before = SITE / path.relative_to(root)
            if name is None or (before.is_file() and before.read_bytes() == path.read_bytes()):
                continue
            try:
                text = path.read_text("utf-8")
            except UnicodeDecodeError:
                continue
            found = verdicts(name, text, validators)
            blanks = found is not None and any(problem.code == "not-filled-in" for problem in found[1])
            assert found is None or blanks or agree(found), (mistake.stem, path.name, found)
            refused += found is not None and not found[0]
    assert refused > 30


VALUES: tuple[Any, ...] = (
    None,
    "",
    " ",
    "x",
    "Ä b",
    "yes",
    "later",
    "a@b",
    "plan/1",
    "rows.csv",
    0,
    -1,
    1.5,
    12,
    12.0,
    2024.0,
    True,
    [],
    {},
    ["x"],
    [None],
    [1, 2],
    {"x": 1},
    {"fi": "a"},
    {"fi": "a", "sv": "b"},
    {"fi": "a", "sv": " "},
    {"fi": "a", "sv": "b", "en": "c"},
    [{"fi": "a", "sv": "b"}],
    {"is": 5},
    {"is": 5, "words": {"fi": "a", "sv": "b"}},
    {"words": {"fi": "a", "sv": "b"}},
    {"from": 1, "to": 5},
    {"from": 1, "to": 99},
    {"times": 2, "per": "year"},
    {"times": 2, "most": 4, "per": "year", "approximate": True},
    {"times": 2},
    2024,
    999,
    "2024-02-29",
    "2023-02-29",
    "2024-13",
    "2024-Q5",
    "2024-Q4/2024-Q1",
    "../2025",
    "2024-winter",
    "over 10",
    "20..25",
    "25..20",
    "1 / 0",
    "48 + 34 person",
    "1,5",
)


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value below a mapping or a list."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from paths(value, (*path, key))


def mutated(data: Any, path: tuple[Any, ...], how: int) -> Any:
    """Return a copy of the data with one thing wrong, or at least otherwise, at a path."""
    data = copy.deepcopy(data)
    parent = data
    for step in path[:-1]:
        parent = parent[step]
    key = path[-1]
    if how < len(VALUES):
        parent[key] = VALUES[how]
    elif how == len(VALUES):
        del parent[key]
    elif isinstance(parent, dict):
        if how == len(VALUES) + 1:
            parent[f"{key}x"] = parent.pop(key)
        else:
            parent["none"] = {"fi": "a", "sv": "b"}
    else:
        parent.append(copy.deepcopy(parent[key]))
    return data


@pytest.mark.parametrize("part", range(4))
def test_whatever_is_written_gets_the_same_verdict(part: int, validators: Validators) -> None:
    """Keys removed, misspelt or added, and values of every other form: schema and model say the same of all of them."""
    chance = random.Random(part)
    verdict = {True: 0, False: 0}
    for name, path in yaml_files(SITE):
        text = path.read_text("utf-8")
        data = yaml.load(text[: text.find("\n  - ", 3000)] if len(text) > 6000 else text, CoreLoader)
        everywhere = list(paths(data))
        for _ in range(60):
            new = mutated(data, chance.choice(everywhere), chance.randrange(len(VALUES) + 3))
            written = json.dumps(new, ensure_ascii=False, indent=1)
            found = verdicts(name, written, validators)
            assert found is None or agree(found), (name, found, written)
            if found:
                verdict[found[0]] += 1
    assert min(verdict.values()) > 200


PERIODS = [
    "2024",
    "2024-01",
    "2024-12",
    "2024-00",
    "2024-13",
    "2024-1",
    "0000",
    "0001",
    "24",
    "02024",
    "2024-Q1",
    "2024-Q0",
    "2024-Q5",
    "2024-H1",
    "2024-H3",
    "2024-spring",
    "2024-late",
    "2024-winter",
    "2024-Spring",
    "2024/2025",
    "2024/..",
    "../2024",
    "../..",
    "/",
    "2024/",
    "2024-01-01/2024-01-02",
    "2024-02-30",
    "2000-02-29",
    "1900-02-29",
    "2023-02-29",
    "2024-04-31",
    "2024-12-31",
    "2024-Q1/2024-H2/2025",
    "٢٠٢٤",
    "2024-1-1",
    "25.4.2024",
]
QUANTITIES = [
    "5",
    "-5",
    "0",
    "-0",
    "05",
    "1.5",
    "1.",
    ".5",
    "1,5",
    "1 000",
    "about 5",
    "About 5",
    "at least 5",
    "at  least 5",
    "over 5 day",
    "under -1",
    "20..25",
    "about 20..25",
    "over 20..25",
    "20 .. 25",
    "1..2..3",
    "48 + 34",
    "48+34+1",
    "about 48 + 34",
    "48 +",
    "698 / 788",
    "698/0",
    "1 / 0.0",
    "1 / -0",
    "1 / 0.05",
    "1 / 2 + 3",
    "yes",
    "no",
    "later",
    "unknown",
    "missing",
    "Yes",
    "yes day",
    "5 day",
    "5 per day",
    "5 day per month",
    "5 per",
    "5 Day",
    "5 half-year",
    "5 5",
    " 5 ",
    "5%",
    "1000000000000000000",
    "999999999999999999",
    "1.5 month",
    "month",
]


def readable(parse: Callable[[str], object], text: str) -> bool:
    """Whether a text can be read."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("text", [*PERIODS, "2024 / 2025", " 2024", "2024\n"])
def test_pattern_of_periods(text: str) -> None:
    """The pattern of a period matches exactly what is one."""
    assert jsonschema_rs.is_valid({"pattern": PERIOD_PATTERN}, text) == readable(Period.parse, text)


@pytest.mark.parametrize("text", QUANTITIES)
def test_pattern_of_quantities(text: str) -> None:
    """The pattern of a quantity matches exactly what is one, and that of a duration those that have a unit."""
    assert jsonschema_rs.is_valid({"pattern": QUANTITY_PATTERN}, text) == readable(Quantity.parse, text)
    unit = Quantity.parse(text).unit if readable(Quantity.parse, text) else None
    assert jsonschema_rs.is_valid({"pattern": DURATION_PATTERN}, text) == (unit is not None)


def test_pattern_of_days() -> None:
    """The pattern of a day matches every day that exists and no other."""
    for year in (*range(1, 130), *range(1896, 2110), 2400, 9999):
        for month in range(14):
            for day in (0, 1, 28, 29, 30, 31, 32):
                text = f"{year:04}-{month:02}-{day:02}"
                assert bool(re.fullmatch(DAY_PATTERN, text)) == readable(Period.parse, text), text


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "on",
        "true",
        "false",
        "null",
        "~",
        "0",
        "12",
        "-5",
        "+5",
        "76000",
        "1.50",
        "-0.1",
        "1_000",
        "1,5",
        "12:30:00",
        "5.3.2026",
        "2026-03-05",
        "=",
        "2024-Q1",
        "20..25",
        "0123",
        "00100",
        "0o17",
        "0x1F",
        "0b1",
        "1e3",
        ".5",
        "5.",
        "True",
        "NULL",
        "999999999999999999",
        "1000000000000000000",
        "-0",
        "+0.5",
        "00.5",
    ],
)
def test_editors_and_the_reader_see_the_same(text: str) -> None:
    """A plain scalar is the same to this program as to an editor that follows YAML 1.2, or it is refused as unclear."""
    reading = parse_yaml(f"- {text}\n", "file.yaml")
    here, there = reading.data[0], yaml.load(f"- {text}\n", CoreLoader)[0]
    if reading.problems:
        assert [problem.code for problem in reading.problems] == ["yaml-unclear"]
        assert here != there
    else:
        assert (float(here) if isinstance(here, Decimal) else here) == there
        assert isinstance(here, str) == isinstance(there, str)


def test_files_in_the_repository_are_current() -> None:
    """What `planssi schema` writes is what is there; otherwise run it."""
    site = load_site(ROOT).site
    assert site is not None
    files = schema_files(site.languages, catalogue, site.optional)
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / FOLDER).rglob("*") if path.is_file()}
    assert there == set(files)
    for path, text in files.items():
        assert (ROOT / path).read_text("utf-8") == text, f"{path}: run planssi schema"
    settings = (ROOT / SETTINGS).read_text("utf-8")
    assert settings == editor_settings(settings, site.languages, site.languages[0])


def test_settings_lead_every_file_to_its_schema() -> None:
    """Each YAML file of the site belongs to one schema, which is there, in the site's first language."""
    settings = json.loads((ROOT / SETTINGS).read_text("utf-8"))["yaml.schemas"]
    for _, path in yaml_files(ROOT):
        found = [target for target, patterns in settings.items() if any(path.match(pattern) for pattern in patterns)]
        assert found == [f"./{FOLDER}/fi/{path.stem}.json"]
        assert (ROOT / found[0]).is_file()


def test_settings_keep_what_is_not_ours() -> None:
    """A language is chosen, kept and changed; other settings stay; comments are refused rather than lost."""
    first = editor_settings('{"editor.tabSize": 2}', LANGUAGES, None)
    swedish = editor_settings(first, LANGUAGES, "sv")
    assert json.loads(swedish)["editor.tabSize"] == 2
    assert ("/fi/" in first, "/sv/" in first, "/fi/" in swedish) == (True, False, False)
    assert editor_settings(swedish, LANGUAGES, None) == swedish
    with pytest.raises(ValueError, match="Expecting"):
        editor_settings('{// here\n"a": 1}', LANGUAGES, None)


def properties(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema that is no language, by its name."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if key == "properties":
            yield from (
                (name, inner) for name, inner in value.items() if name not in LANGUAGES and "const" not in inner
            )
        yield from (found for inner in (value if isinstance(value, list) else [value]) for found in properties(inner))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_and_choice_has_a_help_text(language: str) -> None:
    """An editor reads about each key and each choice, in the language chosen, and no word of the program."""
    english, words = catalogue("en"), catalogue(language)
    for name in file_patterns():
        whole = schema(name, LANGUAGES, words)
        original = dict(properties(schema(name, LANGUAGES, english)))
        for key, value in properties(whole):
            assert value.get("description"), (name, key)
            assert value["description"] != original[key].get("description"), (name, key)
            assert len(value["description"]) < 320, (name, key)
        for definition in whole.get("$defs", {}).values():
            assert "title" not in definition
            if "enum" in definition:
                assert len(definition["enum"]) == len(definition["enumDescriptions"])
                assert all(definition["enumDescriptions"]), definition


def test_a_third_language_needs_no_code() -> None:
    """The languages of a text are those of the site."""
    found = schema("risks", ("fi", "sv", "se"), catalogue("se"))["$defs"]["Text"]
    assert (found["required"], list(found["properties"])) == (["fi", "sv", "se"], ["fi", "sv", "se"])
    assert as_text(found).endswith("}\n")
