"""What a plan tells and what is missing from it, counted and said in words."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from planssi.gaps import Field, gaps
from planssi.localizer import Localizer
from planssi.model import Nothing, Plan, Site, Text
from planssi.page import PageKind
from planssi.pages import PageTree
from planssi.renderer import Renderer


@pytest.fixture
def site(followed_site: Site) -> Site:
    """The miniature site with a plan whose follow-up holds everything."""
    return followed_site


@pytest.fixture
def plan(followed_plan: Plan) -> Plan:
    """That plan."""
    return followed_plan


def shown(site: Site, plan: Plan, language: str, kind: PageKind = PageKind.GAPS) -> str:
    """Return what a reader sees of a page of a plan, with spaces as they type them."""
    alone = replace(site, plans=(plan,))
    tree = PageTree(alone)
    page = tree.shared_of(plan, kind, language)
    assert page is not None
    html = Renderer(alone, Localizer(site.language(language))).page(page, tree)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", html)).replace("\N{NO-BREAK SPACE}", " "))


def test_fields_are_counted(plan: Plan) -> None:
    """Each field is missing from as many items as lack it; removed and merged measures owe nothing."""
    assert {count.field: (count.missing, count.every) for count in gaps(plan).counts} == {
        Field.MEASURE_TIME: (3, 3),
        Field.MEASURE_MONEY: (2, 3),
        Field.MEASURE_RESPONSIBLE: (3, 3),
        Field.MEASURE_PROGRESS: (2, 7),
        Field.INDICATOR_BASELINE: (9, 9),
        Field.INDICATOR_TARGET: (1, 9),
        Field.INDICATOR_RESULT: (1, 9),
        Field.BUDGET_ACTUAL: (0, 2),
        Field.MILESTONE_REACHED: (2, 9),
    }
    incomplete = gaps(plan).incomplete
    assert Field.BUDGET_ACTUAL not in {count.field for count in incomplete}
    assert [count.missing / count.every for count in incomplete] == sorted(
        (count.missing / count.every for count in incomplete), reverse=True
    )


def test_kinds_are_told_or_missing(site: Site, plan: Plan) -> None:
    """A kind that any plan should have is missing without its file, and by a file that says so; others are no gap."""
    assert [kind.kind for kind in gaps(plan).told] == ["measures", "budget", "timeline", "progress", "indicators"]
    missing = [kind.kind for kind in gaps(plan).lacking]
    assert missing == ["goals", "target-groups", "risks", "impact", "monitoring", "organisation", "communication"]
    none = Nothing(none=Text(fi="Riskejä ei ole.", sv="Inga risker."), source=("plan/1",))
    said = replace(plan, blocks={**plan.blocks, "risks": none, "statistics": none})
    assert {kind.kind for kind in gaps(said).lacking} - set(missing) == {"statistics"}
    assert "Riskit: Riskejä ei ole. Lähde: luku 1" in shown(site, said, "fi")


SENTENCES = {
    "fi": (
        "Suunnitelmassa on 5 lajia tietoja. 7 lajia puuttuu. Olemassa olevista tiedoista puuttuu paikoin 8 asiaa.",
        "Suunnitelmassa on 1 laji tietoja. 11 lajia puuttuu. Olemassa olevista tiedoista puuttuu paikoin 1 asia.",
        "Suunnitelmassa on 0 lajia tietoja. 12 lajia puuttuu. Tiedot",
    ),
    "sv": (
        "Planen har 5 slag av uppgifter. 7 slag saknas. Bland de uppgifter som finns saknas 8 saker på sina ställen.",
        "Planen har 1 slag av uppgifter. 11 slag saknas. Bland de uppgifter som finns saknas 1 sak på sina ställen.",
        "Planen har 0 slag av uppgifter. 12 slag saknas. Uppgifterna",
    ),
}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_summing_up_is_good_language(site: Site, plan: Plan, language: str) -> None:
    """None, one and many kinds of facts, and one or many things that are missing from them."""
    timeline = {"timeline": plan.blocks["timeline"]}
    plans = (plan, replace(plan, blocks=timeline), replace(plan, blocks={}))
    for sentence, changed in zip(SENTENCES[language], plans, strict=True):
        assert sentence in shown(site, changed, language)


def test_the_page_tells_since_when(site: Site, plan: Plan) -> None:
    """What is missing has been so since the day of the version whose facts there are."""
    assert "Loppuraportti, 30.9.2025. Puuttuva tieto on puuttunut" in shown(site, plan, "fi")


CHANGED = {
    "fi": [
        "Käyntien määrä – Tavoite, 2024 Mittarit Kasvoi: 20 käyntiä 80 käyntiä 100 käyntiä",
        "Siirtyi 1 kuukauden myöhemmäksi toukokuu 2024 kesäkuu 2024",
        "Siirtyi 3 kuukautta myöhemmäksi helmikuu 2025 toukokuu 2025",
        "Poistettu toimenpide – Tila Toimenpiteet Poistettu suunnitelmasta",
        "Kaksi tavoitetta nostettiin.",
        "Seuraa muutoksia (Atom)",
    ],
    "sv": [
        "Antalet besök – Målnivå, 2024 Indikatorer Ökade med 20 besök 80 besök 100 besök",
        "Flyttades 1 månad framåt maj 2024 juni 2024",
        "Flyttades 3 månader framåt februari 2025 maj 2025",
        "Den strukna åtgärden – Läge Åtgärder Struken ur planen",
        "Två mål höjdes.",
        "Följ ändringar (Atom)",
    ],
}


@pytest.mark.parametrize("language", CHANGED)
def test_what_changed_has_a_page(site: Site, plan: Plan, language: str) -> None:
    """Every version with its day, and what it changed, each thing once."""
    text = shown(site, plan, language, PageKind.CHANGES)
    assert [words for words in CHANGED[language] if text.count(words) != 1] == []


def test_a_single_version_is_told(site: Site, plan: Plan) -> None:
    """Where the sources tell of one version only, or know nothing of the others, a sentence says so."""
    facts = plan.facts.model_copy(update={"versions": plan.facts.versions[-1:]})
    single = replace(plan, facts=facts, earlier=())
    text = shown(site, single, "fi", PageKind.CHANGES)
    assert "vain yhden version, joten muutoksia ei voi verrata. Lähteestä näkyy, että" in text
    assert "suunnitelmasta on poistettu 1 toimenpide." in text
    assert "Mitä versiot muuttivat" not in text
    unknown = replace(plan, earlier=())
    text = shown(site, unknown, "sv", PageKind.CHANGES)
    assert "Vad de tidigare versionerna sade är inte känt" in text
    assert "Två mål höjdes." in text


def test_a_chapter_links_to_the_page_of_its_own_plan(tree: PageTree) -> None:
    """A link to the text that every plan shares leads to the page of the plan in which it stands."""
    plan = next(plan for plan in tree.site.plans if plan.id == "vantaa-kerava/rakenneuudistus")
    chapter = tree.of_kind(plan, "budget", "fi")
    assert chapter is not None
    html = Renderer(tree.site, Localizer(tree.site.language("fi"))).page(chapter, tree)
    assert 'href="../mita-on-muuttunut/"' in html
