"""Adding a kind of block: one module, one template, one line of the registry, one golden file and the catalogues.

The README says so. Here a kind is added to a copy of the package by just these, and everything else works with it.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from building import ROOT
from planssi.blocks import KINDS

PACKAGE = ROOT / "plugins" / "planssi"
PLAN = Path("content/plans/ita-uusimaa/esimerkkihanke")

MODULE = '''"""Voices: what residents said about the plan."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..fields import N_, Text
from ..model import Block, Item


class Voice(Item):
    """One thing that was said."""

    said: Text
    """What was said."""


class Voices(Block):
    """`voices.yaml`."""

    kind: ClassVar[str] = "voices"
    label: ClassVar[str] = N_("Voices")
    listing: ClassVar[str] = "voices"
    noun: ClassVar[str] = "voice"

    voices: tuple[Voice, ...] = Field(min_length=1)
    """What residents said."""
'''

TEMPLATE = """{% from "macros.html" import row_source, place, block_end with context %}
<div class="plan-voices" {{ place(block) }}>
<ul>
{% for voice in block.voices %}
<li {{ place(voice) }}>{{ _('A resident said:') }} {{ voice.said | words }} {{ row_source(block, voice) }}</li>
{% endfor %}
</ul>
{{ block_end(block) }}
</div>
"""

CONTENT = """voices:
  - {id: one, said: {fi: Hyvä hanke., sv: Ett bra projekt.}, source: plan/1}
"""

GOLDEN = """- title: What was said stands with its source
  yaml: |
    voices:
      - {id: one, said: {fi: Hyvä hanke., sv: Ett bra projekt.}, source: plan/1}
  fi: |
    <div class="plan-voices" data-source="voices.yaml:1">
    <ul>
    <li data-source="voices.yaml:2">Asukas sanoi: Hyvä hanke. </li>
    </ul>
    <p class="plan-source">Lähde: luku 1, Tarve</p>
    </div>
  sv: |
    <div class="plan-voices" data-source="voices.yaml:1">
    <ul>
    <li data-source="voices.yaml:2">En invånare sade: Ett bra projekt. </li>
    </ul>
    <p class="plan-source">Källa: kapitel 1, Behov</p>
    </div>
- title: Something said in one language only
  yaml: |
    voices:
      - {id: one, said: {fi: Hyvä hanke.}, source: plan/1}
  problems:
  - voices.yaml:2:21 missing-language
"""

WORDS = {
    "fi": {
        "A resident said:": "Asukas sanoi:",
        "What was said.": "Mitä sanottiin.",
        "What residents said.": "Puheet.",
        "Voices": "Asukkaiden äänet",
    },
    "sv": {
        "A resident said:": "En invånare sade:",
        "What was said.": "Vad som sades.",
        "What residents said.": "Orden.",
        "Voices": "Invånarnas röster",
    },
}

TREATS_SOME = {
    "fields.py": {"goals", "measures", "organisation"},  # names that items of several kinds refer to
    "model.py": {"measures"},  # the field by which items of any kind say which measures they are about
    "outline.py": {"measures"},  # each measure may have a page
    "page.py": {"comparison"},  # a page about several plans has the same name
    "listing.py": {"measures", "risks"},  # what of several plans is listed
    "affinity.py": {"measures"},  # measures of other plans
    "funding.py": {"budget"},  # sums of several plans
    "comparability.py": {"budget", "risks"},  # plans beside each other
    "schedule.py": {"timeline"},  # several plans on one timeline
    "riskmatrix.py": {"impact", "risks"},  # pictures
    "trend.py": {"indicators"},
    "checks/pages.py": {"measures"},  # addresses of these
    "checks/unused.py": {"measures"},  # what stands on them
    "checks/versions.py": {"budget"},  # money that a version moves
    "hints.py": {"goals", "measures"},  # fields of these names, in records of any kind
    "creation.py": {"budget", "goals", "indicators", "measures", "organisation", "risks", "timeline"},  # usual pages
    "overview.py": {"budget", "lists", "measures", "target_groups", "timeline"},  # measures in short
    "keyfigures.py": {"budget", "goals", "indicators", "measures", "risks", "timeline"},  # first screen
    "followup.py": {"budget", "indicators", "measures", "progress", "timeline"},  # what has become of them
    "gaps.py": {
        "budget",
        "communication",
        "goals",
        "impact",
        "indicators",
        "measures",
        "monitoring",
        "organisation",
        "progress",
        "risks",
        "target_groups",
        "timeline",
    },  # what every plan should have
    "shown.py": {"budget", "indicators", "measures", "progress", "risks"},  # pages about them, and classes of risk
    "chronicle.py": {"budget", "impact", "measures"},  # moved money, the impact of a risk, what is removed
    "renderer.py": {"indicators", "measures", "risks", "timeline"},  # links to measures, pictures
    "chart.py": {"timeline"},
}
"""Modules that do something with a kind of their own, and why; every other module treats all kinds alike."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository to which a kind has been added by the files that the README names, and by no other."""
    house = tmp_path_factory.mktemp("house") / "planssi"
    skip = shutil.ignore_patterns("__pycache__", "*.pyc")
    for folder in ("plugins", "overrides", "scripts", "tests"):
        shutil.copytree(ROOT / folder, house / folder, ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", house)
    blocks = house / "plugins" / "planssi" / "blocks"
    (blocks / "voices.py").write_text(MODULE, "utf-8")
    (blocks / "voices.html").write_text(TEMPLATE, "utf-8")
    registry = (blocks / "__init__.py").read_text("utf-8")
    registry = registry.replace("        Remarks,\n", "        Remarks,\n        Voices,\n")
    registry = registry.replace("\n\nKINDS", "\nfrom .voices import Voices\n\nKINDS")
    (blocks / "__init__.py").write_text(registry, "utf-8")
    (house / "tests" / "blocks" / "voices.yaml").write_text(GOLDEN, "utf-8")
    assert run(house, "scripts/messages.py").returncode == 0
    for language, words in WORDS.items():
        path = house / "plugins" / "planssi" / "locales" / language / "LC_MESSAGES" / "planssi.po"
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        missing = [message for message in catalogue if message.id and not message.string]
        assert {message.id for message in missing} == set(words)
        for message in missing:
            message.string = words[message.id]
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_by_file=True, ignore_obsolete=True)
    plan = house / "tests" / "site" / PLAN
    (plan / "voices.yaml").write_text(CONTENT, "utf-8")
    for language in WORDS:
        page = plan / f"20-lists.{language}.md"
        page.write_text(page.read_text("utf-8") + "\n## A\n\n::: voices\n", "utf-8")
    return house


def run(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, with the copy's own package."""
    paths = os.pathsep.join(str(house / folder) for folder in ("plugins", "tests", "scripts"))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=house, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_a_site_with_the_new_kind_is_sound(house: Path) -> None:
    """The command finds nothing wrong with it, and says where a mistake in the new kind is."""
    check = ("-m", "planssi", "check", "--root", "tests/site", "--lang", "en")
    result = run(house, *check)
    assert result.returncode == 0, result.stdout + result.stderr
    path = house / "tests" / "site" / PLAN / "voices.yaml"
    path.write_text(CONTENT.replace("said:", "siad:"), "utf-8")
    result = run(house, *check)
    path.write_text(CONTENT, "utf-8")
    assert f"{(PLAN / 'voices.yaml').as_posix()}:2:" in result.stdout
    assert "did you mean 'said'" in result.stdout


def test_a_page_shows_the_new_kind(house: Path) -> None:
    """Both languages show it where a page places it."""
    code = """
from pathlib import Path
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.pages import PageTree
from planssi.renderer import Renderer
site = load_site(Path("tests/site")).site
tree = PageTree(site)
for language in site.facts.languages:
    renderer = Renderer(site, Localizer(language))
    print("".join(renderer.page(page, tree) for page in tree.pages if page.language == language.code))
"""
    result = run(house, "-c", code)
    assert result.returncode == 0, result.stderr
    for words in WORDS.values():
        assert words["A resident said:"] in result.stdout


def test_an_editor_can_make_one(house: Path) -> None:
    """A template for the new kind has its help texts, and its schema is written with the others."""
    plan = PLAN.relative_to("content/plans").as_posix()
    site = ("--root", "tests/site", "--lang", "fi")
    path = house / "tests" / "site" / PLAN / "voices.yaml"
    result = run(house, "-m", "planssi", "new", "voice", "two", "--plan", plan, *site)
    made = path.read_text("utf-8")
    path.write_text(CONTENT, "utf-8")
    assert result.returncode == 0, result.stderr
    assert made.startswith(CONTENT)
    assert "# Mitä sanottiin.\n    said:\n" in made
    code = "from planssi.schemas import file_patterns; print(*file_patterns()['voices'])"
    assert f"{Path('content/plans/*/*/voices.yaml').as_posix()} " in run(house, "-c", code).stdout


def test_the_golden_file_is_tested(house: Path) -> None:
    """The tests of blocks, of purity and of the catalogues take the new kind in by themselves."""
    tests = ("tests/test_blocks.py", "tests/test_purity.py", "-k", "voices or every_order")
    result = run(house, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert result.returncode == 0, result.stdout
    assert "5 passed" in result.stdout, result.stdout
    assert run(house, "scripts/messages.py", "--check").returncode == 0


def test_the_readme_names_what_a_kind_is_made_of() -> None:
    """An editor of the code finds the same list in the README."""
    readme = (ROOT / "README.md").read_text("utf-8")
    row = next(line for line in readme.splitlines() if line.startswith("| add a kind of block |"))
    for part in ("<kind>.py", "<kind>.html", "blocks/__init__.py", "tests/blocks/<kind>.yaml", "catalogues"):
        assert part in row


def mentioned(path: Path) -> set[str]:
    """Return the kinds of which a module knows: those that it imports or names in a text of just that word."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level and str(node.module).startswith("blocks."):
            found.add(str(node.module).partition(".")[2])
        elif isinstance(node, ast.Constant) and node.value in KINDS:
            found.add(str(node.value).replace("-", "_"))
    return found & {kind.replace("-", "_") for kind in KINDS}


def test_other_modules_treat_all_kinds_alike() -> None:
    """No module but a kind's own names a kind, except those that do something with that one."""
    found = {
        path.relative_to(PACKAGE).as_posix(): kinds
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "blocks" and (kinds := mentioned(path))
    }
    assert found == TREATS_SOME
