"""Blocks and pages → HTML in one language.

Flows in: the model and a localizer. Flows out: HTML, the same bytes for the same input: no clock, no environment, no
file but the templates. Templates see values and a few filters; they do not look anything up.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from .blocks.indicators import Indicators
from .blocks.measures import Measures
from .blocks.risks import Risks
from .blocks.tables import BudgetTable
from .blocks.timeline import Timeline
from .budgetchart import BudgetChart, TotalsChart, draw_sums, draw_totals
from .chart import Chart, draw
from .chronicle import chronicle
from .comparability import Side, comparison
from .feedback import feedback_of
from .fields import Text
from .followup import follow_up
from .funding import funding, whole_of
from .gaps import gaps
from .keyfigures import KeyFigures, key_figures
from .localizer import Localizer
from .model import SUMMARY, Block, Plan, Site, Term, Unit, class_of
from .municipalities import Rows, by_letter, town_of, towns
from .names import foreign_names, pattern_of
from .overview import By, cost_of, overview, time_of, version_of_cost
from .page import Page, PageKind
from .pages import FEED, STATUS, PageTree
from .prose import BUILT_IN, Scene, inline, to_html
from .quantities import Quantity
from .riskmatrix import RiskMatrix, draw_matrix
from .schedule import as_timeline, years
from .series import Value
from .status import Status, status
from .strips import money_strip, standing_strip, time_strip
from .terms import Glossary
from .trend import Trend, draw_trend
from .whole import Part, anchor, as_part, parts_of, told_in_chapters, without_idle_ids

HERE = Path(__file__).parent
TAGS = re.compile(r"(<[^>]*>)")
TOGETHER = re.compile(r"\d+(?:[ \u00a0]\d{3})+(?:,\d+)?(?:[ \u00a0][€%])?|\d+(?:,\d+)?[ \u00a0][€%]|\d+–\d+")
"""Amounts, percentages and ranges: what a line must not break."""


class Renderer:
    """Renders one site in one language."""

    def __init__(
        self, site: Site, localizer: Localizer, today: date | None = None, counts: Status | None = None
    ) -> None:
        """Make a renderer.

        Args:
            site: The site.
            localizer: Words of its language.
            today: The day marked on timelines; that of the newest content when absent.
            counts: How far the texts are in each language; counted for the page that tells it when absent.
        """
        self.site = site
        self.localizer = localizer
        self.counts = counts
        self.env = _environment(site, localizer, today or site.updated)
        names = foreign_names(site, localizer.language)
        self.names = {str(escape(name)): language for name, language in names.items()}
        self._marks = re.compile(f"{pattern_of(self.names).pattern}|{TOGETHER.pattern}")
        self.glossary = Glossary(site, localizer.language)

    def block(
        self,
        block: Block,
        plan: Plan,
        names: tuple[str, ...] = (),
        pages: Mapping[str, str] | None = None,
        where: str = "",
        topics: Mapping[str, str] | None = None,
    ) -> str:
        """Return the HTML of a block.

        Args:
            block: The block; with `names`, only these items of it are shown.
            plan: The plan it belongs to, for the places in its sources.
            names: Ids or groups of items.
            pages: Addresses of the pages of measures, by id.
            where: Name of the page, which tells its pictures from those of other pages.
            topics: Addresses of the lists of topics, by id.
        """
        anchor = "-".join(["plan", block.kind, *names])
        picked = block.pick(names)
        html = self.env.get_template(f"{block.kind}.html").render(
            block=picked,
            plan=plan,
            anchor=anchor,
            picked=bool(names),
            pages=pages or {},
            where=where,
            topics=topics or {},
        )
        return html.strip()

    def page(self, page: Page, tree: PageTree) -> str:
        """Return the body of a page: everything inside its `main`."""
        html = self._body(page, tree)
        if page.plan and page.explains_terms:
            html = self._explained(html, page, page.plan, tree)
        return self.finish(html.strip())

    def _body(self, page: Page, tree: PageTree, told: Mapping[str, frozenset[str]] | None = None) -> str:
        """Return the body of a page before its terms are explained.

        Args:
            page: The page.
            tree: Every page.
            told: Inside the page of a whole plan, the ids of what its chapters show, by kind; None elsewhere.
        """
        template = self.env.get_template(f"{page.kind}.html")
        plan = page.plan
        pages = _measure_pages(page, tree)
        topics = _topic_pages(page, tree)
        return template.render(
            page=page,
            plan=plan,
            tree=tree,
            prose=Markup(self.prose(page, tree)) if page.prose else "",
            link=lambda other: tree.link(page, other.url),
            pages=pages,
            summary=SUMMARY,
            feed=tree.link(page, tree.of_plan(plan, page.language).url + FEED) if plan else "",
            word_list=self._word_list() if page.kind is PageKind.TERMS else (),
            show=lambda block: Markup(
                self.block(block, plan, (), pages, self._where(page, plan), topics) if plan else ""
            ),
            told=told,
            parts=self._parts(page, tree) if page.kind is PageKind.WHOLE else (),
        )

    def _parts(self, page: Page, tree: PageTree) -> tuple[Part, ...]:
        """Return the pages that a page of a whole plan holds."""
        assert page.plan
        pages, told = parts_of(page, tree), told_in_chapters(page.plan, page.language)
        anchors = {own.url: anchor(own) for own in pages}
        return without_idle_ids(as_part(self._body(own, tree, told), own, page, anchors, tree) for own in pages)

    def _explained(self, html: str, page: Page, plan: Plan, tree: PageTree) -> str:
        """Return the body of a page with its terms linked to their explanations, which stand below it."""
        html, terms = self.glossary.link(html, plan)
        if not terms:
            return html
        template = self.env.get_template("explanations.html")
        word_list = tree.link(page, tree.get("site:terms", page.language).url)
        return f"{html}\n{template.render(terms=terms, word_list=word_list)}"

    def _word_list(self) -> tuple[tuple[str, tuple[Term, ...]], ...]:
        """Return the terms in the order of the alphabet, by their first letter."""
        language = self.localizer.language
        named = [term for term in self.site.terms if term.is_in(language)]
        letters: dict[str, tuple[Term, ...]] = {}
        for term in sorted(named, key=lambda term: self.localizer.alphabetical(self.localizer.words(term.term))):
            letter = self.localizer.initial(self.localizer.words(term.term))
            letters[letter] = (*letters.get(letter, ()), term)
        return tuple(letters.items())

    def prose(self, page: Page, tree: PageTree) -> str:
        """Return the HTML of a page's own text."""
        text = page.prose
        if text is None:
            return ""

        pages = _measure_pages(page, tree)

        def block(name: str, arguments: tuple[str, ...]) -> str:
            if name in BUILT_IN or page.plan is None:
                return self._built_in(name, arguments, page, tree, pages)
            return self.block(page.plan.blocks[name], page.plan, arguments, pages, self._where(page, page.plan))

        def found(target: str) -> Page | None:
            parts = urlsplit(target)
            if parts.scheme or not parts.path:
                return None
            path = posixpath.normpath(posixpath.join(posixpath.dirname(text.path), parts.path))
            return tree.of_file(path, page.plan)

        def part(target: str) -> str:
            fragment = urlsplit(target).fragment
            return f"#{fragment}" if fragment else ""

        def link(target: str) -> str:
            other = found(target)
            return tree.link(page, other.url) + part(target) if other else target

        def address(target: str) -> str:
            other = found(target)
            return tree.absolute(other) + part(target) if other and other is not page else ""

        return to_html(text.body, Scene(block, self.figures(None if page.is_shared else page.plan), link, address))

    def _where(self, page: Page, plan: Plan) -> str:
        """Return the name of a page that no other page has."""
        return f"{page.title}, {self.localizer.words(plan.facts.title)}"

    def _built_in(
        self, name: str, arguments: tuple[str, ...], page: Page, tree: PageTree, pages: Mapping[str, str]
    ) -> str:
        """Return the HTML of a directive that is not a kind of facts."""
        plan = page.plan
        by = By(arguments[0]) if name == "overview" else None
        sections = overview(plan, by) if plan and by else ()
        template = self.env.get_template(f"{name}.html")
        html = template.render(
            plan=plan,
            references=arguments,
            by=by,
            sections=sections,
            pages=pages,
            status=(self.counts or status(self.site)) if name == "status" else None,
            data=tree.link(page, STATUS),
            feedback=feedback_of(page, tree, self.localizer),
        )
        return html.strip()

    def figures(self, plan: Plan | None) -> Any:
        """Return the function that turns the name of a fact into text."""
        figures, units = (plan.figures, plan.units) if plan else (self.site.figures, {})
        return lambda name: self.localizer.figure(figures[name], units)

    def finish(self, html: str) -> str:
        """Mark what an editor should not have to: names in another language, and where a line must not break.

        A name gets its `lang`, so that a screen reader says it right.
        """
        parts = TAGS.split(html)
        inside = 0
        for index, part in enumerate(parts):
            if index % 2:
                inside += part.startswith(("<svg", "<title")) - part.startswith(("</svg", "</title"))
            elif not inside:
                parts[index] = self._marks.sub(self._marked, part)
        return "".join(parts)

    def _marked(self, match: re.Match[str]) -> str:
        language = self.names.get(match[0])
        return (
            f'<span lang="{language}">{match[0]}</span>' if language else f'<span class="plan-figure">{match[0]}</span>'
        )


def _measure_pages(page: Page, tree: PageTree) -> Mapping[str, str]:
    """Return where the plan's measures are told in full, by id, as links on a page; without what the page is about."""
    links: dict[str, str] = {}
    block: Measures | None = page.plan.block(Measures.kind) if page.plan else None
    if page.plan is None or block is None:
        return links
    for id, whole in block.paged.items():
        own = tree.of_measure(page.plan, whole.id, page.language)
        if own and id != page.measure:
            address = "" if own is page else tree.link(page, own.url)
            links[id] = address + (f"#measure-{id}" if whole.id != id else "")
    return links


def _topic_pages(page: Page, tree: PageTree) -> Mapping[str, str]:
    """Return where the lists of the topics of a measure's page are, by the topics' ids, as links on the page."""
    lists = [(other.listing, other) for other in tree.topic_lists(page)]
    return {listing.tag.id: tree.link(page, other.url) for listing, other in lists if listing and listing.tag}


def _environment(site: Site, localizer: Localizer, today: date) -> Environment:
    env = Environment(
        loader=FileSystemLoader([HERE / "blocks", HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        localizer.gettext, localizer.ngettext, newstyle=True, pgettext=localizer.pgettext
    )

    units = {unit.id: unit for unit in site.units}

    def unit_of(id: str | None) -> Unit | None:
        return units.get(id) if id else None

    def words_of(text: Text | None, plan: Plan) -> str:
        """Return a text of a plan on a page that is not the plan's; empty where it is not in the language."""
        if text is None or localizer.language not in text:
            return ""
        return inline(localizer.words(text), lambda name: localizer.figure(plan.figures[name], units))

    @pass_context
    def words(context: Context, text: Text | None) -> str:
        plan = context.get("plan")
        figures = plan.figures if plan else {}
        return inline(localizer.words(text), lambda name: localizer.figure(figures[name], units))

    @pass_context
    def places(context: Context, references: tuple[str, ...]) -> str:
        return "; ".join(_place(context["plan"], reference, localizer) for reference in references)

    @pass_context
    def items_of(context: Context, names: Iterable[str], kind: str) -> tuple[Any, ...]:
        known = {item.id: item for item in context["plan"].blocks[kind].items}
        return tuple(known[name] for name in names)

    @pass_context
    def chart(context: Context, timeline: Timeline) -> Chart:
        return draw(timeline, localizer, lambda text: words(context, text), today)

    figures: dict[str, KeyFigures] = {}

    def figures_of(plan: Plan) -> KeyFigures:
        """Return the key figures of a plan; the pages of its municipalities tell them all again."""
        if plan.id not in figures:
            figures[plan.id] = key_figures(plan, site.risk_classes, today)
        return figures[plan.id]

    def chart_of_plans(plans: Sequence[Plan]) -> Chart | None:
        timeline = as_timeline(plans, today)
        return draw(timeline, localizer, localizer.words, today) if timeline else None

    @pass_context
    def budget_chart(context: Context, table: BudgetTable) -> BudgetChart | None:
        return draw_sums(table, localizer, lambda text: words(context, text))

    @pass_context
    def risk_matrix(context: Context, block: Risks, numbers: Mapping[str, int]) -> RiskMatrix:
        return draw_matrix(block, numbers, lambda text: words(context, text))

    def plan_label(plan: Plan) -> str:
        return f"{localizer.words(plan.facts.short)} ({localizer.words(plan.region.short)})"

    def chart_of_totals(sides: Sequence[Side]) -> TotalsChart:
        return draw_totals([(plan_label(side.plan), side.sum) for side in sides if side.sum], localizer)

    def trends_of(block: Indicators) -> dict[str, Trend]:
        drawn = {item.id: draw_trend(block, item, units, localizer) for item in block.indicators}
        return {id: trend for id, trend in drawn.items() if trend}

    def amount(value: Value, unit: str | None = None) -> str:
        if value.quantity is None:
            return localizer.words(value.words)
        return localizer.quantity(value.quantity, unit_of(value.unit_in(unit)), unit_of(value.quantity.per))

    def computed(value: Value, unit: str | None = None) -> str:
        return localizer.computed(value.quantity, unit_of(value.unit_in(unit))) if value.quantity else ""

    def duration(quantity: Quantity) -> str:
        return localizer.quantity(quantity, unit_of(quantity.unit))

    @pass_context
    def named(context: Context, those: Iterable[str | Text], kind: str) -> list[Text]:
        def name(that: str | Text) -> Text:
            if isinstance(that, Text):
                return that
            item = items_of(context, (that,), kind)[0]
            found: Text = getattr(item, "title", None) or item.name
            return found

        return [name(that) for that in those]

    env.filters.update(
        amount=amount,
        computed=computed,
        duration=duration,
        unit=lambda id: localizer.unit(units[id]),
        words=words,
        words_of=words_of,
        plan_label=plan_label,
        place_of=lambda references, plan: "; ".join(_place(plan, reference, localizer) for reference in references),
        chronicle=lambda plan: chronicle(plan, localizer),
        places=places,
        items_of=items_of,
        named=named,
        money=localizer.money,
        sum_of_money=localizer.sum_of_money,
        number=localizer.number,
        percent=localizer.percent,
        day=localizer.day,
        period=localizer.period,
        deadline=localizer.deadline,
        moment=localizer.moment,
        rhythm=localizer.rhythm,
        listing=localizer.listing,
        alphabetical=lambda words: sorted(words, key=localizer.alphabetical),
        risk_class=lambda share: class_of(share, site.risk_classes),
        language_name=localizer.language_name,
    )
    env.globals.update(
        site=site,
        language=localizer.language,
        chart=chart,
        budget_chart=budget_chart,
        risk_matrix=risk_matrix,
        trends_of=trends_of,
        key_figures=figures_of,
        towns=lambda region=None: towns(site, localizer, region),
        town_of=lambda municipality: town_of(municipality, site, localizer),
        by_letter=lambda found: by_letter(found, localizer),
        rows_about=Rows(site).about,
        chart_of_plans=chart_of_plans,
        chart_of_totals=chart_of_totals,
        years=years,
        funding=funding,
        whole_of=whole_of,
        comparison=lambda plans: comparison(plans, site.risk_classes, today),
        gaps=gaps,
        time_of=time_of,
        cost_of=cost_of,
        version_of_cost=version_of_cost,
        follow_up=lambda plan: follow_up(plan, today),
        money_strip=money_strip,
        standing_strip=standing_strip,
        time_strip=lambda figures: time_strip(figures.time, figures.milestones, localizer),
    )
    env.globals.update(states=localizer.states, standings=localizer.standings, units=localizer.budget_units)
    return env


def _place(plan: Plan, reference: str, localizer: Localizer) -> str:
    """Return a place in a source as a reader says it: "chapter 2.2, Goals"."""
    document, key = plan.places[reference]
    heading = document.places[key][localizer.language]
    number = key.partition("/")[0]
    place = heading
    if re.fullmatch(r"\d+(\.\d+)*", number):
        place = localizer.gettext("chapter {number}, {heading}").format(number=number, heading=heading)
    if len(plan.facts.documents) > 1:
        place = f"{document.title[localizer.language]}: {place}"
    return place
