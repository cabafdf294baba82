"""Translations that are fresh, behind or new: the record, the commands, the page and the numbers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from building import ROOT
from document import Document
from planssi.acceptance import LOCK, Pair, read_lock, write_lock
from planssi.behind import Behind, Overdue
from planssi.freshness import Freshness, Records, State, fingerprint
from planssi.history import difference
from planssi.loader import load_site
from planssi.model import Site
from planssi.pages import PageTree
from planssi.passages import Passage, passages
from planssi.selection import select
from planssi.status import Standing, as_data, as_json, status
from planting import RECORDED, both_ways, change, copy_site, record, told

PLAN = "content/plans/ita-uusimaa/esimerkkihanke"
RISKS = f"{PLAN}/risks.yaml"
CHAPTER = f"{PLAN}/60-risks"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the miniature site in which every translation is recorded."""
    root = copy_site(tmp_path / "site", {})
    record(root)
    return root


def load(root: Path) -> Site:
    """Return the site of a folder."""
    site = load_site(root).site
    assert site is not None
    return site


def translations(root: Path) -> list[tuple[Passage, str, Freshness]]:
    """Return every translation of a site."""
    site = load(root)
    return list(Records(site).translations(passages(site)))


def states(root: Path) -> dict[State, int]:
    """Return how many translations of a site are in each state."""
    return dict(Counter(freshness.state for _, _, freshness in translations(root)))


def codes(root: Path) -> list[str]:
    """Return the codes of a site's problems."""
    return [problem.code for problem in told(root)]


SAME = [
    ("Riskejä on kolme.", "Riskejä  on\nkolme"),
    ("Riskejä on kolme.", "riskejä on kolme!"),
    ("Maksaa 76\u00a0000 €.", "Maksaa 76 000 €"),
    ("Vuodet 2024–2025", "Vuodet 2024-2025"),
    ("Hän sanoi: ”hyvä”.", 'Hän sanoi "hyvä".'),
    ("Tämä on *tärkeää*.", "Tämä on **tärkeää**."),
    ("Kunnat, jotka osallistuvat", "Kunnat jotka osallistuvat"),
    ("sosiaali\u00adhuolto", "sosiaalihuolto"),
    ("Jätevesi", "Ja\u0308tevesi"),
    ("Lue [riskit](60-risks.fi.md).", "Lue [riskit](../60-vaarat.fi.md)."),
    ("−5 %", "-5 %"),
]
DIFFERENT = [
    ("Riskejä on kolme.", "Riskejä on neljä."),
    ("Riskejä on 3.", "Riskejä on 4."),
    ("Kasvu on 1,5 %.", "Kasvu on 15 %."),
    ("Kasvu on 5 %.", "Kasvu on -5 %."),
    ("Kasvu on 5 %.", "Kasvu on 5."),
    ("Hanke jatkuu.", "Jatkuu hanke."),
    ("Hanke jatkuu.", "Jatkuuko hanke?"),
    ("Hanke jatkuu.", "Hanke ei jatku."),
    ("Se maksaa {{ budget.total }}.", "Se maksaa {{ budget.staff }}."),
    ("Lue [lisää](https://example.org/a).", "Lue [lisää](https://example.org/b)."),
    ("", "a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typing_does_not_count(one: str, other: str) -> None:
    """White space, capitals, dashes, quotation marks, emphasis and pauses change no fingerprint."""
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_words_count(one: str, other: str) -> None:
    """Letters, figures, signs of meaning and their order change the fingerprint."""
    assert fingerprint(one) != fingerprint(other)


def test_a_fingerprint_stays_what_it_is() -> None:
    """What is recorded today is known tomorrow: changing the fingerprint would void every record."""
    assert fingerprint("Riskejä on **kolme**.") == "64ff1fa9ea95"


def test_a_record_is_sorted_and_reads_as_it_was_written() -> None:
    """One line a pair, in an order of its own, so that the same pairs give the same bytes."""
    one, two = Pair("fi", "sv", "0" * 12, "1" * 12), Pair("fi", "sv", "0" * 12, "2" * 12)
    text = write_lock([(two, RECORDED), (one, RECORDED)])
    assert text == write_lock([(one, RECORDED), (two, RECORDED)])
    assert text.splitlines()[0].startswith("# ")
    assert text.splitlines()[1:] == [
        f"fi sv {'0' * 12} {'1' * 12} 2026-09-01",
        f"fi sv {'0' * 12} {'2' * 12} 2026-09-01",
    ]
    assert read_lock(text, "x") == ({one: RECORDED, two: RECORDED}, [])


def test_a_conflict_loses_no_pair() -> None:
    """The marks of a merge are told, each with its line, and the lines of both sides count; the older day is kept."""
    line = f"fi sv {'0' * 12} {'1' * 12}"
    text = f"# x\n<<<<<<< HEAD\n{line} 2026-02-01\n=======\n{line} 2026-01-01\n>>>>>>> b\n"
    accepted, problems = read_lock(text, "x.lock")
    assert accepted == {Pair("fi", "sv", "0" * 12, "1" * 12): date(2026, 1, 1)}
    assert [(problem.at.line, problem.code) for problem in problems] == [(n, "bad-acceptance") for n in (2, 4, 6)]


def test_everything_recorded_is_fresh(root: Path) -> None:
    """After recording, every translation is fresh, and the record holds what it held when it is written anew."""
    assert set(states(root)) == {State.FRESH}
    before = {path: path.read_bytes() for path in root.rglob(LOCK)}
    assert {path.relative_to(root).as_posix() for path in before} == {
        f"{PLAN}/{LOCK}",
        f"content/{LOCK}",
        f"data/{LOCK}",
    }
    record(root, date(2027, 1, 1))
    assert {path: path.read_bytes() for path in root.rglob(LOCK)} == before


def test_a_site_that_records_nothing_is_not_warned(tmp_path: Path) -> None:
    """Without any record nothing is told; the status still says that all is new."""
    root = copy_site(tmp_path / "site", {})
    assert codes(root) == []
    assert set(states(root)) == {State.NEW}


def test_a_missing_record_is_told_once_a_file(root: Path) -> None:
    """When one record of several is gone, each file of translations is told of once."""
    (root / PLAN / LOCK).unlink()
    problems = told(root)
    assert {problem.code for problem in problems} == {"translation-not-recorded"}
    assert len({problem.at.path for problem in problems}) == len(problems) > 20


def test_a_behind_text_knows_what_it_follows(root: Path) -> None:
    """A translation whose source changed tells the day and what the source said then."""
    change(root, RISKS, "Raha loppuu kesken.", "Raha loppuu heti.")
    (found,) = [freshness for _, _, freshness in translations(root) if freshness.state is not State.FRESH]
    assert found == Freshness(State.BEHIND, RECORDED, frozenset({fingerprint("Raha loppuu kesken.")}))


MOVED: list[tuple[str, Callable[[Path], object]]] = [
    ("renamed file", lambda root: [p.rename(p.with_name(p.name.replace("60-", "70-"))) for p in root.rglob("60-*.md")]),
    ("renamed id", lambda root: change(root, RISKS, "- id: cost", "- id: costs")),
    (
        "moved text",
        lambda root: (
            change(root, RISKS, "      - {fi: Kuluja seurataan., sv: Kostnaderna följs upp.}\n", ""),
            change(
                root,
                RISKS,
                "      - {fi: Aikataulua seurataan., sv: Tidsplanen följs upp.}\n",
                "      - {fi: Aikataulua seurataan., sv: Tidsplanen följs upp.}\n"
                "      - {fi: Kuluja seurataan., sv: Kostnaderna följs upp.}\n",
            ),
        ),
    ),
    ("typing", lambda root: change(root, RISKS, "Raha loppuu kesken.", "'raha   loppuu kesken'")),
    ("folded line", lambda root: change(root, f"{CHAPTER}.fi.md", "Riskejä on", "Riskejä\non")),
    (
        "source turned",
        lambda root: change(root, f"{PLAN}/plan.yaml", "programme: example\n", "programme: example\noriginal: sv\n"),
    ),
]


@pytest.mark.parametrize("move", [move for _, move in MOVED], ids=[name for name, _ in MOVED])
def test_what_is_only_moved_or_typed_stays_fresh(root: Path, move: Callable[[Path], object]) -> None:
    """The record has no keys: names, places, typing and the choice of the source make nothing stale."""
    move(root)
    assert set(states(root)) == {State.FRESH}


def test_a_region_with_a_swedish_majority_writes_in_swedish(root: Path) -> None:
    """Which language comes first is data: a changed Swedish text leaves the Finnish one behind, not the reverse."""
    assert run(root, "accept", "--new").returncode == 0
    regions = (root / "data/regions.yaml").read_text("utf-8")
    (root / "data/regions.yaml").write_text(regions.replace("languages: [fi, sv]", "languages: [sv, fi]"), "utf-8")
    assert codes(root) == []
    change(root, f"{CHAPTER}.sv.md", "## Risker", "## Risker och åtgärder")
    (behind,) = told(root)
    assert (behind.code, behind.at.path) == ("translation-behind", f"{CHAPTER}.fi.md")
    assert str(behind.values["source"]).startswith(f"{CHAPTER}.sv.md:")


def test_going_back_makes_fresh_again(root: Path) -> None:
    """A change that is taken back leaves nothing behind, also after other texts were recorded meanwhile."""
    change(root, RISKS, "Raha loppuu kesken.", "Raha loppuu heti.")
    change(root, RISKS, "{fi: Hinnat sovitaan ennalta., sv: Priserna avtalas på förhand.}", "{fi: Uusi., sv: Ny.}")
    assert states(root).keys() == {State.FRESH, State.BEHIND, State.NEW}
    assert run(root, "accept", "--new").returncode == 0
    assert states(root).keys() == {State.FRESH, State.BEHIND}
    change(root, RISKS, "Raha loppuu heti.", "Raha loppuu kesken.")
    assert set(states(root)) == {State.FRESH}


def test_pairs_of_texts_that_are_gone_are_dropped(root: Path) -> None:
    """The record does not grow for ever."""
    change(root, RISKS, "{fi: Hinnat sovitaan ennalta., sv: Priserna avtalas på förhand.}", "{fi: Uusi., sv: Ny.}")
    before = (root / PLAN / LOCK).read_text("utf-8").splitlines()
    assert run(root, "accept", "--new").returncode == 0
    after = (root / PLAN / LOCK).read_text("utf-8").splitlines()
    assert len(after) == len(before)
    assert len(set(after) - set(before)) == len(set(before) - set(after)) == 1


def test_sisters_that_differ_lose_no_pair(root: Path) -> None:
    """While the sisters of a chapter go different ways, what cannot be paired stays recorded."""
    before = (root / PLAN / LOCK).read_text("utf-8")
    change(root, f"{CHAPTER}.fi.md", "## Raha\n", "Uusi kappale.\n\n## Raha\n")
    change(root, RISKS, "Raha loppuu kesken.", "Raha loppuu heti.")
    assert run(root, "accept", RISKS).returncode == 0
    assert set(before.splitlines()) < set((root / PLAN / LOCK).read_text("utf-8").splitlines())


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as an editor does, in Finnish, on the 22nd of November 2026."""
    return subprocess.run(
        [sys.executable, "-m", "planssi", arguments[0], "--root", str(root), *arguments[1:]],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PLANSSI_LANG": "fi", "SOURCE_DATE_EPOCH": "1795305600", **environment},
        check=False,
    )


def test_meaning_unchanged_is_recorded_with_its_day(root: Path) -> None:
    """An editor who finds the translation still right says so, and only that text is recorded."""
    change(root, RISKS, "Raha loppuu kesken.", "Rahat loppuvat kesken.")
    change(root, f"{CHAPTER}.fi.md", "## Riskit", "## Riskeistä")
    (one, other) = (str(problem.at) for problem in told(root))
    result = run(root, "accept", other)
    assert result.returncode == 0, result.stderr
    assert f"{RISKS}:23:51: Pengarna tar slut.\n" in result.stdout
    assert result.stdout.endswith("Kirjattiin 1 käännös.\n")
    assert [str(problem.at) for problem in told(root)] == [one]
    line = f"fi sv {fingerprint('Rahat loppuvat kesken.')} {fingerprint('Pengarna tar slut.')} 2026-11-22"
    assert line in (root / PLAN / LOCK).read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ([RISKS], 1),
        ([f"{CHAPTER}.fi.md"], 1),
        ([f"{CHAPTER}.sv.md"], 1),
        ([f"{RISKS}:23"], 1),
        ([f"{CHAPTER}.fi.md:14"], 1),
        (["ita-uusimaa/esimerkkihanke"], 0),
        ([PLAN], 0),
        ([f"{PLAN}/"], 0),
        ([f"{CHAPTER}.sv.md", RISKS], 0),
        ([f"{CHAPTER}.fi.md:2"], 2),
        (["--new", "ita-uusimaa/esimerkkihanke"], 2),
        (["--new"], 2),
    ],
)
def test_what_a_name_stands_for(root: Path, names: list[str], left: int) -> None:
    """A file of either language, a place, a folder or a plan; what is behind is never taken with --new."""
    change(root, RISKS, "Raha loppuu kesken.", "Rahat loppuvat kesken.")
    change(root, f"{CHAPTER}.fi.md", "## Riskit", "## Riskeistä")
    assert run(root, "accept", *names).returncode == 0
    assert codes(root) == ["translation-behind"] * left


@pytest.mark.parametrize("names", [["nowhere.md"], [f"{CHAPTER}.fi.md:1"], [RISKS, "ei/ole"], []])
def test_a_name_that_stands_for_nothing(root: Path, names: list[str]) -> None:
    """A wrong name is told, and nothing is written."""
    change(root, RISKS, "Raha loppuu kesken.", "Rahat loppuvat kesken.")
    before = {path: path.read_bytes() for path in root.rglob(LOCK)}
    result = run(root, "accept", *names)
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert {path: path.read_bytes() for path in root.rglob(LOCK)} == before


def test_nothing_is_recorded_while_files_cannot_be_read(root: Path) -> None:
    """What cannot be read would be dropped from the record, so the problems are told first."""
    (root / f"{PLAN}/goals.yaml").write_text("goals: [", "utf-8")
    before = (root / PLAN / LOCK).read_bytes()
    result = run(root, "accept", "--new")
    assert result.returncode == 1
    assert f"{PLAN}/goals.yaml:1:" in result.stderr
    assert (root / PLAN / LOCK).read_bytes() == before


def test_the_first_acceptance_begins_the_record(tmp_path: Path) -> None:
    """A site without a record gets one for the plan, one for the pages and one for the data."""
    root = copy_site(tmp_path / "site", {})
    assert run(root, "accept", "--new").returncode == 0
    assert set(states(root)) == {State.FRESH}
    assert len(list(root.rglob(LOCK))) == 3
    assert b"\r" not in (root / PLAN / LOCK).read_bytes()


def test_a_name_may_be_given_from_where_the_editor_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder of a plan, the name of a file is enough."""
    change(root, RISKS, "Raha loppuu kesken.", "Rahat loppuvat kesken.")
    monkeypatch.chdir(root / PLAN)
    assert run(root, "accept", "risks.yaml:23").returncode == 0
    assert codes(root) == []


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder."""
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(root), *arguments]
    subprocess.run(command, check=True, capture_output=True)


def commit(root: Path) -> None:
    """Commit everything."""
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")


def test_the_difference_comes_from_the_history(root: Path) -> None:
    """Where Git knows the older text, also under an older name of its file, the change is shown word by word."""
    git(root, "init", "-q")
    commit(root)
    for language in ("fi", "sv"):
        git(root, "mv", f"{CHAPTER}.{language}.md", f"{PLAN}/70-risks.{language}.md")
    commit(root)
    change(root, f"{PLAN}/70-risks.fi.md", "Riskejä on {{ risks.count }}.", "Riskejä on nyt {{ risks.count }}.")
    commit(root)
    change(root, RISKS, "Raha loppuu kesken.", "Raha loppuu heti.")
    output = run(root, "status", "--diff").stdout
    assert f"  {PLAN}/70-risks.fi.md:15:1: Riskejä on {{+nyt+}} {{{{ risks.count }}}}.\n" in output
    assert f"  {RISKS}:23:23: Raha loppuu [-kesken.-] {{+heti.+}}\n" in output
    assert "[-kesken.-] {+heti.+}" in run(root, "accept", RISKS).stdout


def test_without_history_the_states_are_the_same(root: Path) -> None:
    """Without Git everything works, and the difference says that it is not known."""
    change(root, RISKS, "Raha loppuu kesken.", "Raha loppuu heti.")
    result = run(root, "status", "--diff", PATH="")
    assert result.returncode == 0, result.stderr
    assert f"{RISKS}:23:46: Pengarna tar slut." in result.stdout
    assert f"{RISKS}:23:23 luki 2026-09-01, ei ole tiedoston historiassa" in result.stdout


def test_a_difference_is_told_word_by_word() -> None:
    """What went stands before what came."""
    assert difference("a b c d", "a x c d e") == "a [-b-] {+x+} c d {+e+}"
    assert difference("a", "a") == "a"


def test_a_page_knows_what_is_behind_on_it(root: Path) -> None:
    """A page counts its own texts and those of the tables that it shows, and no others; its source counts none."""
    both_ways(root)
    change(root, RISKS, "Raha loppuu kesken.", "Raha loppuu heti.")
    site = load(root)
    overdue, tree = Overdue(site), PageTree(site)
    found = {(page.id.rpartition("/")[2], page.language): overdue.of(page) for page in tree.pages if overdue.of(page)}
    assert found[("risks", "sv")] == (Behind("fi", 2, RECORDED),)
    assert found[("lists", "fi")] == (Behind("sv", 2, RECORDED),)
    assert {language for _, language in found} == {"fi", "sv"}
    behind = {page.id for page in tree.pages if page.language == "fi" and overdue.of(page)}
    plan = site.plans[0].id
    assert behind == {f"chapter:{plan}/lists", f"whole:{plan}"}, "the page of the whole plan shows the lists, too"
    assert ("summary", "sv") not in found


@pytest.mark.parametrize(
    ("page", "words", "link", "language"),
    [
        (
            "sv/ostra-nyland/exempelprojekt/pengar-och-risker",
            "den motsvarar originaltexten så som den löd den 1.9.2026.",
            "../../../../fi/ita-uusimaa/esimerkkihanke/raha-ja-riskit/",
            "fi",
        ),
        (
            "fi/ita-uusimaa/esimerkkihanke/luettelot",
            "2 sen tekstiä on päivittämättä: vanhin niistä vastaa alkutekstiä, joka oli voimassa 1.9.2026.",
            "../../../../sv/ostra-nyland/exempelprojekt/listor/",
            "sv",
        ),
    ],
)
def test_the_page_tells_its_reader(behind_site: Path, page: str, words: str, link: str, language: str) -> None:
    """At the top of its main part, in its own language, with the day and a link that says its language."""
    document = Document((behind_site / page / "index.html").read_text("utf-8"))
    (mark,) = [element for element in document.all("section") if element.get("class") == "behind"]
    assert mark["aria-label"]
    assert words in mark["text"]
    links = [e for e in document.all("a") if e["in"].endswith("section p") and e.get("hreflang")]
    assert [(e["href"], e["lang"], e["hreflang"]) for e in links] == [(link, language, language)]
    elements = [element[""] for element in document.elements]
    assert elements.index("main") < document.elements.index(mark) < elements.index("h1")


def test_the_source_page_tells_nothing(behind_site: Path) -> None:
    """The page that is up to date has no mark, and no page shows what is told to editors."""
    assert not [path for path in behind_site.rglob("*.html") if "translation-behind" in path.read_text("utf-8")]
    for page in ("fi/ita-uusimaa/esimerkkihanke/raha-ja-riskit", "sv/ostra-nyland/exempelprojekt/listor", "fi", "sv"):
        assert 'class="behind"' not in (behind_site / page / "index.html").read_text("utf-8")


def test_the_public_page_tells_the_numbers(behind_site: Path) -> None:
    """Every section is a table with a caption; the page leads to the same numbers as data, which no record joins."""
    for page, behind in (("fi/kieliversiot", "jäljessä: 2"), ("sv/sprakversioner", "efter: 1")):
        document = Document((behind_site / page / "index.html").read_text("utf-8"))
        assert len(document.all("caption")) == len(document.all("table")) == 2
        assert any(behind in cell["text"] for cell in document.all("td"))
        assert any(e["href"] == "../../status.json" for e in document.all("a"))
    assert not list(behind_site.rglob(LOCK))
    data = json.loads((behind_site / "status.json").read_text("utf-8"))
    assert data["total"]["fi"]["behind"] == 2
    assert data["total"]["sv"]["behind"] == 1


def test_the_numbers_add_up(root: Path) -> None:
    """Every passage is counted once in each language, and parts make sections and the whole."""
    both_ways(root)
    change(root, RISKS, "Pengarna tar slut.", "Pengarna räcker inte.")
    site = load(root)
    whole = status(site)
    count = sum(1 for _ in passages(site))
    for language in site.languages:
        assert whole.counts[language].total == count
        for section in whole.sections:
            for standing in Standing:
                parts = sum(part.counts[language][standing] for part in section.parts if part.counts)
                assert parts == section.counts[language][standing]
    swedish, finnish = whole.counts["sv"], whole.counts["fi"]
    assert (swedish[Standing.BEHIND], swedish[Standing.NEW], finnish[Standing.BEHIND]) == (1, 1, 2)
    assert swedish.percent == (count - 2) * 100 // count == 98 or swedish.percent == 99


def test_the_data_keep_their_form(root: Path) -> None:
    """Other programs read the status: its keys stay, and the same content gives the same bytes."""
    data = as_data(status(load(root)))
    assert list(data) == ["languages", "total", "sections"]
    assert [section["id"] for section in data["sections"]] == ["ita-uusimaa/esimerkkihanke", "site"]
    section = data["sections"][0]
    assert list(section) == ["id", "title", "owner", "total", "parts"]
    assert section["owner"] == {"fi": "Esimerkkiyksikkö", "sv": "Exempelenheten"}
    assert list(section["parts"][0]) == ["chapter", "title", "original", "counts"]
    assert [part["chapter"] for part in section["parts"]] == [None, "summary", "contents", "lists", "risks", "sources"]
    counts = {"texts", "percent", "fresh", "behind", "new", "missing", "summary", "exempt"}
    assert set(section["total"]["sv"]) == counts
    assert section["total"]["sv"]["percent"] == 100
    assert as_json(status(load(root))) == as_json(status(load(root)))
    assert json.loads(run(root, "status", "--format", "json").stdout) == data


def test_the_status_of_one_plan(root: Path) -> None:
    """The command tells one plan when it is asked to, and a wrong name ends it."""
    result = run(root, "status", "--plan", "ita-uusimaa/esimerkkihanke")
    assert result.returncode == 0
    assert "Vastaa: Esimerkkiyksikkö" in result.stdout
    assert "\nsite " not in result.stdout
    assert result.stdout.endswith("Ajan tasalla: fi 100 %, sv 100 %\n")
    assert run(root, "status", "--plan", "ei/ole").returncode == 2


def test_the_real_site_is_fresh() -> None:
    """Every text of the real site is there and fresh in Finnish and Swedish; in English what there is."""
    counts = dict(status(load(ROOT)).counts)
    english = counts.pop("en")
    assert english.total - english[Standing.SUMMARY] == english[Standing.FRESH] > 100
    assert list(counts) == ["fi", "sv"]
    for count in counts.values():
        assert count.total == count[Standing.FRESH] > 5000
        assert count.percent == 100


def test_a_selection_of_nothing() -> None:
    """Where nothing is translated, no name stands for anything."""
    assert select([], "content/x.fi.md:3") == select([], "content") == []
