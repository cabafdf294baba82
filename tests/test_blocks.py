"""The golden examples: the YAML that an editor writes, and the HTML or the problems that come of it.

Each file in `blocks/` belongs to one kind. `--rewrite` writes what comes out today; a person reads the difference.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from golden import FOLDER, make, read, small_site
from planssi.blocks import KINDS
from planssi.fields import Known
from planssi.localizer import Localizer
from planssi.model import Site
from planssi.reader import parse_yaml
from planssi.renderer import Renderer
from planssi.validation import validate_block


class Literal(str):
    """A text that is written with its own lines."""


yaml.SafeDumper.add_representer(
    Literal, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")
)


def examples() -> list[Any]:
    """Return every example, named by its kind and title."""
    return [
        pytest.param(path, number, id=f"{path.stem}: {example['title']}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for number, example in enumerate(yaml.safe_load(path.read_text("utf-8")))
    ]


@pytest.fixture(scope="module")
def site() -> Site:
    """The miniature site, whose plan the examples belong to."""
    return small_site()


def outcome(example: dict[str, Any], kind: str, site: Site) -> dict[str, Any]:
    """Return what an example comes to: its problems, or its HTML in each language."""
    made = make(kind, example["yaml"], site, pick=example.get("pick", ""))
    if made.problems:
        return {"problems": [f"{problem.at} {problem.code}" for problem in made.problems]}
    return {
        language.code: Literal(made.html(Renderer(site, Localizer(language))) + "\n")
        for language in site.facts.languages
    }


@pytest.mark.parametrize(("path", "number"), examples())
def test_example(path: Path, number: int, site: Site, request: pytest.FixtureRequest) -> None:
    """The example comes to what is written beside it."""
    written = yaml.safe_load(path.read_text("utf-8"))
    example = written[number]
    found = outcome(example, path.stem, site)
    if request.config.getoption("--rewrite"):
        kept = {key: example[key] for key in ("title", "pick") if key in example}
        written[number] = {**kept, "yaml": example["yaml"], **found}
        rows = [{**row, **{key: Literal(row[key]) for key in ("yaml", "fi", "sv") if key in row}} for row in written]
        path.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=10_000), "utf-8")
        return
    assert found == {key: example[key] for key in example if key not in ("title", "pick", "yaml")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_examples(kind: str, site: Site) -> None:
    """Each kind has examples that are shown in every language, and planted faults, each told at its line."""
    rows = read(kind)
    valid = [row for row in rows if "problems" not in row]
    assert valid
    assert all(set(site.languages) <= set(row) for row in valid)
    faults = [fault for row in rows for fault in row.get("problems", ())]
    assert faults
    for fault in faults:
        assert re.fullmatch(rf"{kind}\.yaml:[1-9]\d*:[1-9]\d* [a-z0-9-]+", fault), fault


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_source_lacks_is_said(kind: str, site: Site) -> None:
    """A file of any kind holds items or says that there are none: never both, never neither."""
    known = Known(site.languages, frozenset(site.plans[0].places))
    none = "none: {fi: Ei ole., sv: Finns inte.}\nsource: plan/1\n"
    listing = KINDS[kind].listing

    def codes(text: str) -> list[str]:
        data = parse_yaml(text, f"{kind}.yaml").data
        return [problem.code for problem in validate_block(KINDS[kind], data, known)[1]]

    assert codes(none) == []
    assert "no-items" in codes("note: {fi: a, sv: b}\n")
    assert "no-items" in codes(f"{listing}: []\n")
    assert "none-and-items" in codes(f"{none}{listing}: []\n")
    block = validate_block(KINDS[kind], parse_yaml(none, "x").data, known)[0]
    assert block is not None
    plan = replace(site.plans[0], blocks={kind: block})
    assert (plan.block(kind), plan.figures[f"{kind}.count"]) == (None, 0)
