"""What residents come for: each task is done from the first page, on a small phone and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

MOST_STEPS = 4


@dataclass(frozen=True)
class Task:
    """What a resident wants to know, the links they follow and what they read at the end."""

    language: str
    question: str
    steps: tuple[str, ...]
    """The words of each link on the way; `…` stands for any words after it."""
    answers: tuple[str, ...]


FINNISH = (
    Task(
        "fi",
        "Mitä Kokkolan hyvinvointialue tekee ikääntyneiden hammashoidolle, milloin ja millä rahalla?",
        ("Keski-Pohjanmaan Kestävä kasvu -RRF", "Toimenpiteet", "Ikääntyneet"),
        ("Suun terveydenhuollon jono puretaan", "Q1/2023–Q4/2025", "720 000 €"),
    ),
    Task(
        "fi",
        "Mitkä ovat Keski-Pohjanmaan suunnitelman pahimmat riskit ja kuka niistä vastaa?",
        ("Keski-Pohjanmaan Kestävä kasvu -RRF", "Riskit"),
        (
            "Eniten pisteitä (20, kriittinen) on riskeillä R1 ja R7",
            "Johtamiseen liittyvät riskit",
            "Hankejohtaja",
        ),
    ),
    Task(
        "fi",
        "Mitä Helsingissä tehdään, jos työntekijöitä ei löydy?",
        ("Helsingin soten kestävän kasvun ohjelma", "Riskit"),
        ("Työvoiman saatavuus", "Rekrytoinnit käynnistetään heti rahoituspäätöksen jälkeen.", "Henkilöstöjohtaja"),
    ),
    Task(
        "fi",
        "Mitä Vantaa ja Kerava muuttivat suunnitelmassaan vuonna 2021?",
        ("Vantaan–Keravan sosiaali- ja terveyspalvelujen alueen rakenneuudistus", "Mitä on muuttunut"),
        ("21.6.2021", "Kasvoi: 400 000 €", "Pieneni: 800 000 €", "Siirrot osasta toiseen"),
    ),
    Task(
        "fi",
        "Asun Kokkolassa. Mikä suunnitelma koskee minua ja mitä se maksaa?",
        ("Etsi oma kuntasi", "Kokkola"),
        ("Keski-Pohjanmaan hyvinvointialue", "8 380 270 €", "Keski-Pohjanmaan Kestävä kasvu -RRF"),
    ),
    Task(
        "fi",
        "Mitä ikääntyneille tehdään, millä alueella ja millä rahalla?",
        ("Ikääntyneet",),
        ("4 toimenpidettä 3 suunnitelmassa", "Helsinki", "Keski-Pohjanmaa", "Länsi-Uusimaa", "720 000 €"),
    ),
    Task(
        "fi",
        "Missä henkilöstö on riski?",
        ("Riskit", "Henkilöstö (…"),
        ("Henkilöstöstä aiheutuvat riskit", "Työvoiman saatavuus", "Pysyvä henkilöstö ei osallistu"),
    ),
    Task(
        "fi",
        "Mikä suunnitelma on kallein, ja voiko summia verrata?",
        ("Suunnitelmien vertailu",),
        ("16 635 000 €", "8 380 270 €", "Mitä rahasta ei voi verrata"),
    ),
    Task(
        "fi",
        "Mitä Länsi-Uudenmaan hankkeesta on tullut?",
        ("Länsi-Uudenmaan sote -hanke", "Miten etenee"),
        ("Suunnitelman aika on päättynyt.", "lähteet eivät kerro"),
    ),
    Task(
        "fi",
        "Mitä Itä-Uudenmaan hanke tekee, selkokielellä?",
        ("Itä-Uudenmaan Kestävän kasvun hanke, 4. vaihe", "Selkeästi ja lyhyesti"),
        ("76 000",),
    ),
)

SWEDISH = (
    Task(
        "sv",
        "Vad gör Karlebys välfärdsområde för äldres tandvård, när och för hur mycket?",
        ("Munhälsovård", "Äldre"),
        ("Munhälsovårdens köer betas av", "Q1/2023–Q4/2025", "720 000 €"),
    ),
    Task(
        "sv",
        "Vilka är de värsta riskerna i Mellersta Österbottens plan, och vem ansvarar för dem?",
        ("Mellersta Österbottens projekt för hållbar tillväxt (RRF)", "Risker"),
        ("Flest poäng (20, kritisk) har riskerna R1 och R7", "Risker som gäller ledningen", "Projektdirektören"),
    ),
    Task(
        "sv",
        "Vad gör Helsingfors om personal inte hittas?",
        ("Helsingfors program för hållbar tillväxt inom social- och hälsovården", "Risker"),
        ("Tillgången på arbetskraft", "Personaldirektören"),
    ),
    Task(
        "sv",
        "Vad ändrade Vanda och Kervo i sin plan år 2021?",
        ("Strukturreformen i social- och hälsovårdsområdet Vanda–Kervo", "Vad som har ändrats"),
        ("21.6.2021", "400 000 €", "800 000 €"),
    ),
    Task(
        "sv",
        "Jag bor i Ingå. Vilken plan gäller mig, och vad kostar den?",
        ("Sök din kommun", "Ingå"),
        ("Västra Nylands välfärdsområde", "16 635 000 €", "Västra Nylands social- och hälsovårdsprojekt"),
    ),
    Task(
        "sv",
        "Var tryggas tjänsterna på svenska?",
        ("Tjänster på finska, svenska och andra språk", "Tryggande av tjänster på finska och svenska"),
        ("Tryggande av tjänster på finska och svenska", "svenska"),
    ),
    Task(
        "sv",
        "Vad görs för barnfamiljerna i Mellersta Österbotten?",
        ("Barn, unga och familjer", "Mellersta Österbotten (…"),
        ("6 åtgärder i 1 plan", "Mellersta Österbotten"),
    ),
    Task(
        "sv",
        "När genomförs planerna?",
        ("Planerna på en tidslinje",),
        ("2022–2025", "2023–2025", "våren 2024 – december 2025"),
    ),
    Task(
        "sv",
        "Vilka uppgifter saknas om Helsingfors plan?",
        ("Helsingfors program för hållbar tillväxt inom social- och hälsovården", "Vilka uppgifter saknas"),
        ("budget",),
    ),
    Task(
        "sv",
        "Vad betyder vårdgaranti?",
        ("Ordlista",),
        ("vårdgaranti", "hoitotakuu"),
    ),
)


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a small phone, without script."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def follow(page: Page, step: str) -> None:
    """Click the first link in the text that is called so and can be seen, and wait for the page to which it leads."""
    name = re.compile(f"^{re.escape(step.removesuffix('…'))}") if step.endswith("…") else step
    links = page.get_by_role("main").get_by_role("link", name=name, exact=True)
    with page.expect_navigation():
        next(link for link in links.all() if link.is_visible()).click()


def words(page: Page) -> str:
    """Return what the text of a page says, in one line and without hard spaces."""
    return " ".join(page.get_by_role("main").inner_text().split())


@pytest.mark.parametrize("task", [*FINNISH, *SWEDISH], ids=lambda task: task.question)
def test_a_resident_finds(phone: Page, origin: str, task: Task) -> None:
    """Every question is answered in at most four steps, on pages of the language that are no wider than the screen."""
    assert len(task.steps) <= MOST_STEPS
    phone.goto(f"{origin}/{task.language}/")
    for step in task.steps:
        follow(phone, step)
        assert f"/{task.language}/" in phone.url
    said = words(phone)
    assert [answer for answer in task.answers if answer not in said] == []


def test_there_are_ten_tasks_in_each_language() -> None:
    """Neither language has fewer."""
    assert len(FINNISH) == len(SWEDISH) == 10


@pytest.mark.parametrize(("language", "plan"), [("fi", "Länsi-Uudenmaan sote -hanke"), ("sv", "Helsingfors program…")])
def test_a_resident_can_ask(phone: Page, origin: str, language: str, plan: str) -> None:
    """From the first screen of a plan a mail can be written that says which page it is about, and in which language."""
    phone.goto(f"{origin}/{language}/")
    follow(phone, plan)
    mails = phone.get_by_role("main").locator("a[href^='mailto:'][href*='body=']")
    mail = urlsplit(mails.first.get_attribute("href") or "")
    body = parse_qs(mail.query)["body"][0]
    assert unquote(mail.path) == "palaute@planssi.example"
    assert urlsplit(phone.url).path in body
    assert {"fi": "suomi", "sv": "svenska"}[language] in body
