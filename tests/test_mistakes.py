"""Mistakes of editors, planted in the miniature site: what is told, where, and in which words.

Each file in `mistakes/` plants one mistake, or several at once, and holds every problem that must be told. `--rewrite`
writes the words of those that have words anew; a person reads the difference.

`planting` says what a file holds.
"""

from __future__ import annotations

import difflib
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from planssi.guide import Guide
from planssi.loader import load_site
from planssi.localizer import catalogue
from planssi.messages import RULES, as_line
from planssi.reports import as_json
from planssi.source import Problem, Severity
from planting import HERE, MISTAKES, SITE, copy_site, read_mistake, spoil, told

CATALOGUES = {language: catalogue(language) for language in ("fi", "sv", "en")}
Planted = tuple[Path, tuple[Problem, ...]]
SEVERITIES = {
    Severity.ERROR: {"fi": "virhe", "sv": "fel", "en": "error"},
    Severity.WARNING: {"fi": "varoitus", "sv": "varning", "en": "warning"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the miniature site."""
    return copy_site(tmp_path / "site", {})


@pytest.fixture(scope="module", params=MISTAKES, ids=lambda path: path.stem)
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """A mistake, and the problems of a site that has it."""
    path: Path = request.param
    mistake = read_mistake(path)
    root = copy_site(tmp_path_factory.mktemp("planted") / "site", mistake)
    spoil(root, mistake)
    return path, told(root)


def words(problem: Problem, language: str) -> str:
    """Return what an editor reads between the severity and the code."""
    line = as_line(problem, CATALOGUES[language])
    start, end = f"{problem.at}: {SEVERITIES[problem.severity][language]}: ", f" [{problem.code}]"
    assert line.startswith(start)
    assert line.endswith(end)
    return line.removeprefix(start).removesuffix(end)


def rewrite(path: Path, problems: tuple[Problem, ...]) -> None:
    """Write the words of a file's problems as they are today; places and codes stay as a person wrote them."""
    mistake = read_mistake(path)
    by_place = {(str(problem.at), problem.code): problem for problem in problems}
    rows = []
    for row in mistake["expect"]:
        rows += [f"  - at: {row['at']}", f"    code: {row['code']}"]
        problem = by_place.get((row["at"], row["code"]))
        for language in CATALOGUES:
            if language in row:
                text = words(problem, language) if problem else row[language]
                rows.append(f"    {language}: {json.dumps(text, ensure_ascii=False)}")
    kept, _, _ = path.read_text("utf-8").partition("expect:\n")
    path.write_text(kept + "expect:\n" + "\n".join(rows) + "\n", "utf-8", newline="\n")


def test_miniature_site_is_sound() -> None:
    """Nothing is wrong with the site in which the mistakes are planted, so whatever is told comes from them."""
    loaded = load_site(SITE)
    assert told(SITE) == ()
    assert loaded.site is not None
    assert len(loaded.site.plans) == 1


@pytest.mark.parametrize("path", [path for path in MISTAKES if "prepare" in read_mistake(path)], ids=lambda p: p.stem)
def test_prepared_site_is_sound(path: Path, tmp_path: Path) -> None:
    """Nothing is wrong with a site that is prepared for a mistake until the mistake is planted."""
    assert told(copy_site(tmp_path / "site", read_mistake(path))) == ()


def test_every_code_is_planted() -> None:
    """Every code that can be told is told of a mistake, and one mistake explains it on its page of help."""
    mistakes = [read_mistake(path) for path in MISTAKES]
    assert {row["code"] for mistake in mistakes for row in mistake["expect"]} == set(RULES)
    explained = [mistake["explains"] for mistake in mistakes if "explains" in mistake]
    assert sorted(explained) == sorted(RULES)
    assert all(
        mistake["explains"] in [row["code"] for row in mistake["expect"]]
        for mistake in mistakes
        if "explains" in mistake
    )


def test_mistake(planted: Planted, request: pytest.FixtureRequest) -> None:
    """A mistake is told once, where it stands, in words that say what to do, and nothing is told besides it."""
    path, problems = planted
    if request.config.getoption("--rewrite"):
        rewrite(path, problems)
    expected = read_mistake(path)["expect"]
    assert expected
    assert [(str(problem.at), problem.code) for problem in problems] == [(row["at"], row["code"]) for row in expected]
    for problem, row in zip(problems, expected, strict=True):
        assert {language: words(problem, language) for language in CATALOGUES if language in row} == {
            language: row[language] for language in CATALOGUES if language in row
        }


def test_examples_of_mistakes_are_many_and_differ() -> None:
    """At least twenty-five mistakes are planted, ten of them with their words, and no two titles are alike."""
    mistakes = [read_mistake(path) for path in MISTAKES]
    assert len(mistakes) >= 25
    assert sum(all({"fi", "sv", "en"} <= set(row) for row in mistake["expect"]) for mistake in mistakes) >= 10
    assert len({mistake["title"] for mistake in mistakes}) == len(mistakes)


JARGON = re.compile(r"\b(None|True|False|dict|str|int|NoneType|Decimal|regex|pydantic)\b|[\^$\\]\S*\+")


def test_words_are_for_editors(planted: Planted) -> None:
    """What an editor reads has no words of the program, no empty name, no leftover brace and ends in a full stop."""
    for problem in planted[1]:
        for language in CATALOGUES:
            text = words(problem, language)
            assert not JARGON.search(text), text
            assert "''" not in text, text
            own = text.replace(str(problem.values.get("value") or "''"), "")
            assert not re.search(r"\{(?!(?:fi|page|\{ |\{\}))\w*\}", own), text
            assert text.endswith((".", "..")), text


def check(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `planssi check` as an editor does."""
    return subprocess.run(
        [str(Path(sys.executable).parent / "planssi"), "check", "--root", str(root), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(("language", "count"), [("fi", "8 virhettä"), ("sv", "8 fel"), ("en", "8 problems")])
def test_command_with_problems(root: Path, language: str, count: str) -> None:
    """The command prints every problem with its place in the chosen language, counts them, and ends with status 1."""
    mistake = read_mistake(HERE / "mistakes" / "several-at-once.yaml")
    spoil(root, mistake)
    result = check(root, "--lang", language)
    lines = result.stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == [f"{row['at']}:" for row in mistake["expect"]]
    assert all(f": {SEVERITIES[Severity.ERROR][language]}: " in line for line in lines)
    assert [re.search(r"\[([\w-]+)\]$", line)[1] for line in lines] == [row["code"] for row in mistake["expect"]]  # type: ignore[index]
    assert result.stderr.splitlines()[0] == count
    assert result.stderr.splitlines()[1].endswith(f": planssi explain {mistake['expect'][0]['code']}")
    assert result.returncode == 1


@pytest.mark.parametrize(
    ("language", "text"), [("fi", "Ei virheitä."), ("sv", "Inga fel hittades."), ("en", "No problems found.")]
)
def test_command_without_problems(root: Path, language: str, text: str) -> None:
    """Where nothing is wrong the command says so and ends with status 0."""
    result = check(root, "--lang", language)
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, text, "")


def test_command_speaks_the_first_language_of_the_site(root: Path) -> None:
    """Without a language, problems are told in the site's first one."""
    path = root / "data" / "site.yaml"
    fi, sv = (line for line in path.read_text("utf-8").splitlines(True) if "{code: " in line)
    path.write_text(path.read_text("utf-8").replace(fi + sv, sv + fi), "utf-8")
    assert check(root).stdout.strip() == "Inga fel hittades."


def test_command_as_json(root: Path) -> None:
    """For other programs the same problems are a JSON list, and an empty one where nothing is wrong."""
    clean = check(root, "--format", "json", "--lang", "sv")
    assert (clean.returncode, json.loads(clean.stdout)) == (0, [])
    mistake = read_mistake(HERE / "mistakes" / "several-at-once.yaml")
    spoil(root, mistake)
    result = check(root, "--format", "json", "--lang", "sv")
    rows = json.loads(result.stdout)
    assert result.returncode == 1
    assert [f"{row['path']}:{row['line']}:{row['column']}" for row in rows] == [row["at"] for row in mistake["expect"]]
    assert [row["code"] for row in rows] == [row["code"] for row in mistake["expect"]]
    assert [f"{row['wrong']}. {row['mend']}" for row in rows] == [row["sv"] for row in mistake["expect"]]
    assert {row["severity"] for row in rows} == {"error"}


def test_json_of_a_mistake(planted: Planted) -> None:
    """As JSON every problem has the same place, code and words as in the terminal."""
    _, problems = planted
    for language in CATALOGUES:
        rows = json.loads(as_json(problems, Guide(language)))
        assert [f"{row['path']}:{row['line']}:{row['column']}" for row in rows] == [str(p.at) for p in problems]
        assert [f"{row['wrong']}. {row['mend']}" for row in rows] == [words(p, language) for p in problems]


@pytest.mark.parametrize(
    "plant",
    [
        {"file": "data/site.yaml", "write": "x"},
        {"file": "data/site.yaml", "write": "- x\n"},
        {"file": "data/site.yaml", "write": ""},
        {"file": "data/regions.yaml", "write": "regions: x\n"},
        {"file": "data/regions.yaml", "write": "regions: ["},
        {"file": "data/names.yaml", "write": "names:\n  - x\n"},
        {"file": "content/about.fi.md", "write": "---\n- x\n---\n"},
        {"file": "content/about.fi.md", "write": "---\ntitle: {a: [1]}\ndescription: [x]\n---\n"},
        {"file": "content/plans/ita-uusimaa/esimerkkihanke/plan.yaml", "write": "- x\n"},
        {
            "file": "content/plans/ita-uusimaa/esimerkkihanke/risks.yaml",
            "write": "risks: {a: 1}\nscale: 5\ntitle: []\n",
        },
        {"file": "content/plans/ita-uusimaa/esimerkkihanke/risks.yaml", "write": "[" * 60 + "]" * 60},
        {"file": "content/plans/ita-uusimaa/esimerkkihanke/risks.yaml", "write": "[" * 100_000},
    ],
)
def test_command_never_shows_a_traceback(root: Path, plant: dict[str, str]) -> None:
    """Whatever a file holds, the command tells problems with places; it never falls over."""
    spoil(root, plant)
    result = check(root, "--lang", "fi")
    assert "Traceback" not in result.stdout + result.stderr
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert any(line.startswith(plant["file"]) for line in lines)
    assert all(re.match(r"[^:]+\.(yaml|md):\d+:\d+: virhe: ", line) for line in lines)


def test_command_outside_a_site(tmp_path: Path) -> None:
    """A folder that is no site is told as such: its data are missing."""
    result = check(tmp_path, "--lang", "fi")
    assert "Traceback" not in result.stderr
    assert result.stdout.startswith("data/site.yaml:1:1: virhe: ")
    assert result.returncode == 1


def test_command_with_an_unknown_language(root: Path) -> None:
    """A wrong option is status 2, not 1."""
    assert check(root, "--lang", "de").returncode == 2


PIECES = [
    *"'\"{}[]:,-#&*!|>%@`\t \n\\<~?=ä",
    "  ",
    "---\n",
    "::: ",
    "{{ ",
    " }}",
    "null",
    "true",
    "999999999999999999999999",
    "\u2028",
]
VALUES = ["", " ", " [a]", " {a: b}", " 1", " 1.5", " true", " null", ' "x"', " - a", ' ""', " []", " {}", " &a b"]


def garble(text: str, rng: random.Random) -> str:
    """Return a text with one line deleted, doubled, moved, indented, shuffled, pierced or given another value."""
    lines = text.split("\n")
    index = rng.randrange(len(lines))
    line = lines[index]
    match rng.randrange(7):
        case 0:
            del lines[index]
        case 1:
            lines.insert(index, line)
        case 2:
            other = rng.randrange(len(lines))
            lines[index], lines[other] = lines[other], line
        case 3:
            lines[index] = " " * rng.randrange(6) + line.strip()
        case 4:
            lines[index] = "".join(rng.sample(line, len(line)))
        case 5:
            column = rng.randrange(len(line) + 1)
            lines[index] = line[:column] + rng.choice(PIECES) + line[column + rng.randrange(3) :]
        case _:
            key, colon, _ = line.partition(":")
            lines[index] = key + colon + rng.choice(VALUES)
    return "\n".join(lines)


def spoilt_sites(root: Path, seed: int, rounds: int) -> Iterator[str]:
    """Spoil a site again and again, each time from its sound state, and yield what was done to it."""
    rng = random.Random(seed)
    sound = {path: path.read_text("utf-8") for path in sorted(root.rglob("*")) if path.suffix in {".yaml", ".md"}}
    for _ in range(rounds):
        spoilt: dict[Path, str] = {}
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            path = rng.choice(list(sound))
            spoilt[path] = garble(spoilt.get(path, sound[path]), rng)
        for path, text in spoilt.items():
            path.write_text(text, "utf-8", newline="\n")
        yield "\n".join(
            line
            for path, text in spoilt.items()
            for line in difflib.unified_diff(sound[path].split("\n"), text.split("\n"), path.name, lineterm="", n=0)
        )
        for path in spoilt:
            path.write_text(sound[path], "utf-8", newline="\n")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_an_editor_does(root: Path, seed: int) -> None:
    """However a site is garbled, reading and checking never fall over, and every problem has words and a true place."""
    for spoilt in spoilt_sites(root, seed, 100):
        try:
            problems = told(root)
            lines = [as_line(problem, words_of) for problem in problems for words_of in CATALOGUES.values()]
        except Exception as error:
            pytest.fail(f"{error!r} after:\n{spoilt}")
        assert all(lines)
        assert all(first.at <= second.at for first, second in pairwise(problems)), spoilt
        for problem in problems:
            path = root / problem.at.path
            if path.is_file():
                shown = path.read_text("utf-8").split("\n")
                assert problem.at.line <= len(shown), (problem, spoilt)
                assert problem.at.column <= len(shown[problem.at.line - 1]) + 1, (problem, spoilt)
