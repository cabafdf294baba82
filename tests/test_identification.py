"""Sentences in another language than their text are told, and nothing else is."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from bench.identification import SENTENCE, english_messages, in_place_of_sisters, outcomes, planted_sentences
from building import ROOT
from planssi.checks.languages import check_languages
from planssi.identification import Identifier, Stranger
from planssi.loader import load_site
from planssi.model import Site
from planssi.names import accepted_names, pattern_of
from planssi.passages import Passage, passages, unpaired
from planssi.source import Source

IDENTIFIER = Identifier(("fi", "sv"))
SWEDISH = "Projektet pågår i två år."
FINNISH = "Hankkeen tavoitteena on parantaa palveluja."


@pytest.fixture(scope="module")
def site() -> Site:
    """The real content."""
    site = load_site(ROOT).site
    assert site is not None
    return site


def told(text: str, language: str, *names: str) -> list[tuple[str, str]]:
    """Return the sentences of a text that are in another language, and in which."""
    return [(found.text, found.language) for found in IDENTIFIER.strangers(text, language, pattern_of(names))]


@pytest.mark.parametrize(("text", "language", "other"), [(SWEDISH, "sv", "fi"), (FINNISH, "fi", "sv")])
def test_a_text_is_in_one_language(text: str, language: str, other: str) -> None:
    """A text is told where it is in another language, and not where it is in its own."""
    assert told(text, language) == []
    assert told(text, other) == [(text, language)]


def test_a_sentence_is_found_where_it_stands() -> None:
    """Of a text in two languages only the strange sentence is told, with its place."""
    text = f"{SWEDISH}\n{FINNISH} Det gäller alla."
    (found,) = IDENTIFIER.strangers(text, "sv")
    assert (found.text, found.language) == (FINNISH, "fi")
    assert text[found.start :].startswith(FINNISH)
    assert 0.9 < found.share <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Projektet pågår (hankkeen kesto on kaksi vuotta) som planerat.", "hankkeen kesto on kaksi vuotta"),
        ("Projektet pågår: hankkeen kesto on kaksi vuotta.", "hankkeen kesto on kaksi vuotta."),
        ("Det var inte ”hankkeen kesto on kaksi vuotta” som avsågs.", "hankkeen kesto on kaksi vuotta"),
        (
            "Projektet har pågått redan i två år, koska hankkeeseen palkattiin uusia työntekijöitä.",
            "koska hankkeeseen palkattiin uusia työntekijöitä.",
        ),
        ("Hankkeen kesto on {{ plan.period }} ja se jatkuu.", "Hankkeen kesto on {{ plan.period }} ja se jatkuu."),
    ],
)
def test_a_part_of_a_sentence_is_found(text: str, expected: str) -> None:
    """What stands in brackets, in quotation marks, after a colon or between commas is looked at by itself."""
    assert told(text, "sv") == [(expected, "fi")]


@pytest.mark.parametrize(
    "text",
    [
        "Läs mer i [planen](hankkeen-suunnitelma-ja-tavoitteet.sv.md).",
        "Programmet `hankkeen tavoitteena on parantaa` körs.",
        "Se www.hankkeen-tavoitteena/on-parantaa/palveluja eller hankkeen.tavoitteena@parantaa.example.",
        "Projektet [hankkeen tavoitteena on parantaa]{lang=fi} pågår.",
        "Antalet är {{ hankkeen.tavoitteena }} i dag.",
        "123 456, 2024–2025, THL, STM, HUS",
        "",
        "…",
    ],
)
def test_what_holds_no_words_is_passed_over(text: str) -> None:
    """Links, code, addresses, marked words, facts, numbers and abbreviations tell no language."""
    assert told(text, "sv") == []


def test_names_are_passed_over() -> None:
    """A declared name may stand in a text of another language, with the s of the Swedish genitive, too."""
    text = "Arbetet i Palvelujen parantaminen kaikilles regi. Palvelujen parantaminen kaikille."
    assert told(text, "sv") != []
    assert told(text, "sv", "Palvelujen parantaminen kaikille") == []


def test_english_is_always_compared() -> None:
    """What a program left in English is told, though no page is in English."""
    assert told("Search results", "fi") == told("Search results", "sv") == [("Search results", "en")]


def test_languages_without_a_model_are_left_alone() -> None:
    """A text in Northern Sámi is not judged, and one in Finnish still is."""
    identifier = Identifier(("fi", "se"))
    assert identifier.strangers("Dearvvašvuođa ja buresbirgejumi lágádus", "se") == ()
    assert identifier.strangers("Where is the plan of this project?", "fi")
    assert Identifier(("en",)).strangers(FINNISH, "en") == ()


def test_a_language_is_told_without_touching_code() -> None:
    """A third language is compared as soon as it is named."""
    identifier = Identifier(("fi", "sv", "et"))
    (found,) = identifier.strangers("Projekti eesmärk on parandada teenuste kättesaadavust.", "fi")
    assert found == Stranger(found.text, 0, "et", found.share)


def test_nothing_is_loaded_before_it_is_needed() -> None:
    """Commands that look at no text do not load the identifier."""
    code = "import sys, planssi.cli; sys.exit('lingua' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def passage(**words: str) -> Passage:
    """Return a text of a YAML file."""
    return Passage(words, {language: Source(f"{language}.yaml", 3, 5) for language in words}, "goals/title")


def codes(site: Site, **words: str) -> list[tuple[str, str]]:
    """Return where a text is told, and how."""
    return [(problem.at.path, problem.code) for problem in check_languages([passage(**words)], site)]


def test_the_same_words_in_two_languages(site: Site) -> None:
    """Words that were copied are told once, where they are less at home; names, signs and abbreviations are not."""
    assert codes(site, fi="Webinaari", sv="Webinaari") == [("sv.yaml", "same-words")]
    assert codes(site, fi="Talousarvio", sv="Talousarvio") == [("sv.yaml", "wrong-language")]
    assert codes(site, fi="Budgeten", sv="Budgeten") == [("fi.yaml", "same-words")]
    for text in ("THL", "4.2.1 a)", "100 %", "Helsinki", "Apotti Oy", "Duodecim", "{{ plan.period }}", "ODA / Omaolo"):
        assert codes(site, fi=text, sv=text) == [], text


def test_a_text_may_lack_a_language(site: Site) -> None:
    """A text is looked at in the languages that it has."""
    assert codes(site, sv=SWEDISH) == []
    assert codes(site, sv=FINNISH) == [("sv.yaml", "wrong-language")]


def test_the_real_content_has_no_false_alarm(site: Site) -> None:
    """Nothing is told of texts that are as they should be, and every one of them is looked at."""
    everything = (*passages(site), *unpaired(site))
    assert len(everything) > 5000
    assert list(check_languages(everything, site)) == []


@pytest.mark.parametrize("kind", ["sisters", "messages", "planted"])
def test_faults_are_found(site: Site, kind: str) -> None:
    """Of sentences in a wrong language, at least nineteen in twenty are told."""
    rng = random.Random(6)
    trials = {
        "sisters": in_place_of_sisters(site),
        "messages": english_messages(site),
        "planted": planted_sentences(site, rng),
    }[kind]
    sample = [trial for trial in trials if trial.words >= SENTENCE]
    assert len(sample) >= 200
    found = [bool(code) for _, code in outcomes(rng.sample(sample, 200), site)]
    assert sum(found) >= 0.95 * len(found)


def test_short_texts_left_as_they_were_are_found(site: Site) -> None:
    """Of texts of one to three words that were copied, at least nineteen in twenty are told, too."""
    sample = [trial for trial in in_place_of_sisters(site) if trial.words < SENTENCE]
    found = [bool(code) for _, code in outcomes(random.Random(6).sample(sample, 300), site)]
    assert sum(found) >= 0.95 * len(found)


def test_names_of_places_are_accepted(site: Site) -> None:
    """Places have the names that their file gives them, in any language."""
    pattern = accepted_names(site)
    assert pattern.search("Enontekis")
    assert pattern.search("Soites plan")
    assert not pattern.search("Soiteri")
