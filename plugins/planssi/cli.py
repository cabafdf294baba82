"""The commands of `planssi`, for the terminal and for continuous integration.

Imports neither MkDocs nor anything slow. Exit status: 0 nothing wrong, 1 problems, 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import click

from .checks import check_site
from .creation import CannotCreateError, Creator
from .delivery import as_line as delivery_line
from .delivery import unpack
from .freshness import Freshness, Records, State
from .guide import PAGES, Guide, as_plain, nearest
from .history import difference, earlier_words
from .loader import load_site
from .localizer import Catalogue, Localizer, catalogue
from .messages import RULES
from .model import Site
from .pages import PageTree
from .parcel import CannotPackError, CannotReadParcelError, astray, pack, places
from .passages import Passage, passages
from .periods import day_of_epoch
from .reports import FORMS, as_text
from .scaffold import blank
from .schemas import FOLDER, SETTINGS, editor_settings, schema_files
from .selection import select
from .source import Severity
from .status import as_json, as_table, status
from .verification import misplaced_words, missing_pages

LANGUAGES = ("fi", "sv", "en")


@click.group()
@click.version_option(package_name="planssi")
def main() -> None:
    """Publish public project plans as websites that people can read."""


@main.command()
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="text", help="Form of the output.")
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option("--all", "thorough", is_flag=True, help="Ask of recorded texts, too, in which language they are.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def check(lang: str | None, form: str, strict: bool, thorough: bool, root: Path | None) -> None:
    """Check content/ and data/ and tell every problem with file, line and remedy."""
    # What a short run makes lives to its end; looking for rubbish meanwhile takes a fifth of its time.
    gc.disable()
    folder = find_root(root)
    loaded = load_site(folder)
    problems = check_site(loaded, thorough)
    first, repository = (
        (loaded.site.languages[0], loaded.site.facts.repository) if loaded.site else (LANGUAGES[0], None)
    )
    guide = Guide(lang or first, help_address(folder, repository))
    if problems or form != "text":
        click.echo(FORMS[form](problems, guide))
    if form == "text" and problems:
        words, code = guide.words, problems[0].code
        click.echo(
            words.ngettext("{count} problem", "{count} problems", len(problems)).format(count=len(problems)), err=True
        )
        hint = words.gettext("What a message means and how to mend it: {command}")
        click.echo(hint.format(command=f"{command()} explain {code}"), err=True)
    elif form == "text":
        click.echo(guide.words.gettext("No problems found."))
    failing = [problem for problem in problems if strict or problem.severity is Severity.ERROR]
    sys.exit(1 if failing else 0)


@main.command()
@click.argument("code", required=False)
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the page.")
def explain(code: str | None, lang: str | None) -> None:
    """Explain what the CODE of a message means, with a wrong and a right example; without a CODE, list them all."""
    guide = Guide(lang or first_language())
    if code is None:
        click.echo(guide.listing())
    elif code in RULES:
        click.echo(as_plain(guide.page(code)))
    else:
        near = nearest(code)
        suggestion = guide.words.gettext(" (did you mean '{name}'?)").format(name=near) if near else ""
        unknown = guide.words.gettext(
            "There is no code '{code}'{suggestion}. Without a code, this command lists them all."
        )
        click.echo(unknown.format(code=code, suggestion=suggestion), err=True)
        sys.exit(2)


@main.command()
@click.argument("plan", required=False)
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def figures(plan: str | None, lang: str | None, root: Path | None) -> None:
    """List what texts of PLAN (region/plan) can refer to, and how each language says it; without PLAN, of the site."""
    site = _site(find_root(root), lang)
    plans = {known.id: known for known in site.plans}
    if plan is not None and plan not in plans:
        unknown = catalogue(lang or site.languages[0]).gettext("There is no plan '{name}'. These exist: {known}.")
        click.echo(unknown.format(name=plan, known=", ".join(plans)), err=True)
        sys.exit(2)
    owner = plans[plan] if plan else site
    units = {unit.id: unit for unit in site.units}
    localizers = [Localizer(language) for language in site.facts.languages]
    for name, figure in sorted(owner.figures.items()):
        shown = " | ".join(localizer.figure(figure, units) for localizer in localizers)
        click.echo(f"{{{{ {name} }}}}  {shown}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def verify(folder: Path, lang: str | None, root: Path | None) -> None:
    """Check that FOLDER holds every page that there must be, in its language, whatever builder made it."""
    site = load_site(find_root(root)).site
    words = catalogue(lang or (site.languages[0] if site else LANGUAGES[0]))
    pages = PageTree(site).pages if site else ()
    missing = missing_pages(folder, [page.path for page in pages])
    for path in missing:
        click.echo(words.gettext("The built site lacks the page {path}.").format(path=path))
    present = [page.path for page in pages if page.path not in missing]
    misplaced = tuple(misplaced_words(folder, present, site)) if site else ()
    for found in misplaced:
        message = words.gettext(
            "On the page {path}, in the language '{language}', this seems to be in the language '{found}': “{text}”"
        )
        click.echo(message.format(path=found.page, language=found.language, found=found.found, text=found.text))
    sys.exit(1 if missing or misplaced or not pages else 0)


@main.command()
@click.argument("names", nargs=-1, metavar="[FILE | FILE:LINE | REGION/PLAN]...")
@click.option("--new", "only_new", is_flag=True, help="Record only what is new; without names, everything that is.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def accept(names: tuple[str, ...], only_new: bool, lang: str | None, root: Path | None) -> None:
    """Record that translations say what their sources say now: after translating, or when the meaning is unchanged.

    Names are files of either language, places as `planssi check` tells them, folders or plans. What is behind is
    recorded only when it is named.
    """
    folder = find_root(root)
    site = _sound_site(folder, lang)
    words = catalogue(lang or site.languages[0])
    if not names and not only_new:
        click.echo(words.gettext("Name a file, a place in it or a plan, or write --new for everything new."), err=True)
        sys.exit(2)
    records = Records(site)
    translations = list(records.translations(passages(site)))
    named: set[tuple[int, str]] = set()
    for name in names:
        found = select(translations, _from_root(name, folder))
        if not found:
            click.echo(words.gettext("There is no translation at {name}.").format(name=name), err=True)
            sys.exit(2)
        named |= {(id(passage), language) for passage, language, _ in found}
    chosen = [row for row in translations if not names or (id(row[0]), row[1]) in named]
    states = {State.NEW} if only_new else {State.NEW, State.BEHIND}
    accepted = [translation for translation in chosen if translation[2].state in states]
    for passage, language, freshness in accepted:
        click.echo(_as_line(passage, language))
        if freshness.state is State.BEHIND:
            click.echo(_changed(passage, records.original(passage), freshness, folder, words))
    texts = records.accept([(passage, language) for passage, language, _ in accepted], _today(words))
    for path, text in texts.items():
        file = folder / path
        if not file.is_file() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8", newline="\n")
    count = words.ngettext("{count} translation recorded.", "{count} translations recorded.", len(accepted))
    click.echo(count.format(count=len(accepted)))


@main.command(name="status")
@click.option("--plan", help="Only this plan: region/plan.")
@click.option("--diff", is_flag=True, help="Show what changed in the source of each translation that is behind.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the output.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def show_status(plan: str | None, diff: bool, form: str, lang: str | None, root: Path | None) -> None:
    """Tell how far the texts are in each language, by plan and chapter, and who answers for them."""
    folder = find_root(root)
    site = _site(folder, lang)
    language = lang or site.languages[0]
    words = catalogue(language)
    whole = status(site)
    if plan is not None:
        whole = whole.only(plan)
    if not whole.sections:
        click.echo(words.gettext("There is no plan {name}.").format(name=plan), err=True)
        sys.exit(2)
    click.echo(as_json(whole) if form == "json" else as_table(whole, language, words), nl=form != "json")
    if diff:
        records = Records(site)
        for passage, code, freshness in records.translations(passages(site)):
            if freshness.state is State.BEHIND and (plan is None or (passage.plan and passage.plan.id == plan)):
                click.echo(f"\n{_as_line(passage, code)}")
                click.echo(_changed(passage, records.original(passage), freshness, folder, words))


def _as_line(passage: Passage, language: str) -> str:
    """Return a translation and its place on one line."""
    return f"{passage.places[language]}: {' '.join(passage.words[language].split())}"


def _changed(passage: Passage, source: str, freshness: Freshness, folder: Path, words: Catalogue) -> str:
    """Return what changed in the source of a translation that is behind, in words."""
    at = passage.places[source]
    before = earlier_words(folder, at.path, source, freshness.before)
    if before is None:
        return "  " + words.gettext("What {source} said on {day} is not in the history of the file.").format(
            source=at, day=freshness.since
        )
    return f"  {at}: {difference(before, passage.words[source])}"


def _today(words: Catalogue) -> date:
    """Return the day that is recorded: today, or the one that `SOURCE_DATE_EPOCH` gives."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return day_of_epoch(given) if given else date.today()
    except ValueError:
        wrong = words.gettext("SOURCE_DATE_EPOCH must be a whole number of seconds, but it is '{value}'.")
        click.echo(wrong.format(value=given), err=True)
        sys.exit(2)


def _from_root(name: str, folder: Path) -> str:
    """Return a name as it is from the root: an editor may give the path of a file from where they are."""
    path, line, rest = name.replace("\\", "/").partition(":")
    here = Path.cwd().resolve() / path
    if not (folder / path).exists() and here.exists() and here.resolve().is_relative_to(folder):
        path = here.resolve().relative_to(folder).as_posix()
    return f"{path}{line}{rest}"


@main.command()
@click.argument("noun")
@click.argument("name")
@click.option("--plan", help="The plan in which an item is made: region/plan.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the help texts.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def new(noun: str, name: str, plan: str | None, lang: str | None, root: Path | None) -> None:
    """Make a NOUN (region, plan, measure, risk, goal, …) with the id NAME, to be filled in; overwrite nothing."""
    folder = find_root(root)
    site = _site(folder, lang)
    language = lang or site.languages[0]
    words = catalogue(language)
    needed = [code for code in site.languages if code not in site.optional]
    try:
        creator = Creator(folder, language, words, {code: catalogue(code) for code in needed})
        creation = creator.create(noun, name, plan)
        creation.write(folder)
    except (CannotCreateError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    for path in (*creation.new, *creation.longer):
        click.echo(path)
    advice = words.gettext("Fill in the places marked {blank}, then run: {command}")
    click.echo(advice.format(blank=blank(words), command=f"{command()} check"))


@main.command()
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language in which Visual Studio Code shows help texts.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def schema(lang: str | None, root: Path | None) -> None:
    """Write the schemas by which editors know what a file may hold, in every language of the site."""
    folder = find_root(root)
    site = _site(folder, lang)
    words = catalogue(lang or site.languages[0])
    settings = folder / SETTINGS
    before = settings.read_text("utf-8") if settings.is_file() else ""
    try:
        files = {
            **schema_files(site.languages, catalogue, site.optional),
            SETTINGS: editor_settings(before, site.languages, lang),
        }
    except ValueError:
        click.echo(words.gettext("{path} cannot be read. Take the comments out of it.").format(path=SETTINGS), err=True)
        sys.exit(2)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    click.echo(words.gettext("Wrote {folder} and {settings}.").format(folder=FOLDER, settings=SETTINGS))


def _sound_site(folder: Path, lang: str | None) -> Site:
    """Return the site of a folder in which everything could be read, or tell what could not and end.

    What cannot be read would be dropped from the records.
    """
    loaded = load_site(folder)
    if loaded.problems or loaded.site is None:
        click.echo(as_text(loaded.problems, Guide(lang or LANGUAGES[0])), err=True)
        sys.exit(1)
    return loaded.site


@main.group()
def translate() -> None:
    """Send texts to a translator, and take the translations back."""


@translate.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "target", required=True, help="Language into which the texts are translated.")
@click.option("--from", "source", help="Language from which; that in which they are first written, if not given.")
@click.option("--plan", help="Only the texts of this plan: region/plan.")
@click.option("--all", "whole", is_flag=True, help="Also the texts whose translation is up to date.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of headings and notes.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def export(
    file: Path, target: str, source: str | None, plan: str | None, whole: bool, lang: str | None, root: Path | None
) -> None:
    """Write what needs translating into FILE: .xlsx for a spreadsheet, .xlf for a translator's program (XLIFF 2)."""
    folder = find_root(root)
    site = _site(folder, lang)
    words = catalogue(lang or site.languages[0])
    _known(words, (target, *([source] if source else ())), site.languages)
    if plan is not None:
        _known(words, (plan,), [known.id for known in site.plans])
    try:
        parcel = pack(site, folder, target, source=source, plan=plan, whole=whole)
    except CannotPackError as error:
        message = words.gettext("The texts are first written in several languages. Say from which: --from {languages}.")
        click.echo(message.format(languages=" / ".join(error.languages)), err=True)
        sys.exit(2)
    for apart in astray(site, plan):
        said = words.gettext(
            "{here}: from here on the page and {there} go different ways; what comes after is not in the parcel. "
            "Mend that first: {command}"
        )
        click.echo(said.format(here=apart.here, there=apart.there, command=f"{command()} check"), err=True)
    if not parcel.entries:
        click.echo(words.gettext("Nothing needs translating."))
        return
    file.write_bytes(_form(file, words).write(parcel, words))
    count = len(parcel.entries)
    said = words.ngettext("Wrote {count} text into {file}.", "Wrote {count} texts into {file}.", count)
    click.echo(said.format(count=count, file=file))


@translate.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--skip-conflicts", is_flag=True, help="Leave out texts that were changed on the site meanwhile.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def take(file: Path, skip_conflicts: bool, dry_run: bool, lang: str | None, root: Path | None) -> None:
    """Take the translations of FILE, if everything in it is right; otherwise change nothing and tell what is wrong."""
    folder = find_root(root)
    site = _site(folder, lang)
    words = catalogue(lang or site.languages[0])
    form = _form(file, words)
    try:
        parcel = form.read(file.read_bytes(), file.name)
        delivery = unpack(site, folder, parcel)
        faults, conflicts = delivery.faults, delivery.conflicts
    except CannotReadParcelError as error:
        faults, conflicts = (error.fault,), ()
    for fault in (*faults, *conflicts):
        click.echo(delivery_line(fault, words), err=True)
    if faults or (conflicts and not skip_conflicts):
        count = len(faults) + len(conflicts)
        said = words.ngettext("{count} problem. Nothing was changed.", "{count} problems. Nothing was changed.", count)
        click.echo(said.format(count=count), err=True)
        sys.exit(1)
    if not dry_run:
        delivery.write(folder)
        _accept(folder, parcel.target, delivery.changed | delivery.checked, _today(words))
    for path in sorted(delivery.files):
        click.echo(path)
    said = words.gettext(
        "New or changed: {changed}. Found right as they are: {checked}. Without a translation: {missing}. "
        "Left out: {skipped}."
    )
    counts = {"changed": len(delivery.changed), "checked": len(delivery.checked), "skipped": len(conflicts)}
    click.echo(said.format(**counts, missing=delivery.untranslated))
    if dry_run:
        click.echo(words.gettext("This was a trial: nothing was changed."))


def _accept(folder: Path, language: str, chosen: frozenset[str], day: date) -> None:
    """Record translations as saying what their source says now."""
    site = _site(folder, None)
    if not site.accepted:
        # The first `planssi accept` begins the record of a site, for all of its texts.
        return
    records = Records(site)
    pairs = [
        (passage, language)
        for place, passage in places(site)
        if place in chosen and records.original(passage) != language and language in passage.words
    ]
    if pairs:
        for path, text in records.accept(pairs, day).items():
            (folder / path).write_text(text, "utf-8", newline="\n")


def _known(words: Catalogue, names: Iterable[str], known: Sequence[str]) -> None:
    """End with a message when a name is not among those that exist."""
    for name in names:
        if name not in known:
            said = words.gettext("There is no '{name}'. These exist: {known}.")
            click.echo(said.format(name=name, known=", ".join(known)), err=True)
            sys.exit(2)


def _form(file: Path, words: Catalogue) -> Any:
    """Return the module that reads and writes a parcel, by the end of its name; the one for spreadsheets is slow."""
    if file.suffix in (".xlf", ".xliff"):
        from . import xliff

        return xliff
    if file.suffix == ".xlsx":
        from . import workbook

        return workbook
    click.echo(words.gettext("The name of the file must end in .xlsx or .xlf."), err=True)
    sys.exit(2)


def _site(folder: Path, lang: str | None) -> Site:
    """Return the site of a folder, or tell what is wrong with it and end."""
    loaded = load_site(folder)
    if loaded.site is None:
        click.echo(as_text(loaded.problems, Guide(lang or LANGUAGES[0])), err=True)
        sys.exit(2)
    return loaded.site


def find_root(given: Path | None) -> Path:
    """Return the folder of the site: the given one, or the nearest with `data/site.yaml` from here upwards."""
    if given:
        return given.resolve()
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "site.yaml").is_file():
            return folder
    raise click.UsageError("No data/site.yaml here or above. Go to the folder of the site, or give --root.")


def first_language() -> str:
    """Return the first language of the site here, or of the messages where there is no site."""
    try:
        site = load_site(find_root(None)).site
    except click.UsageError:
        site = None
    return site.languages[0] if site else LANGUAGES[0]


def help_address(root: Path, repository: str | None) -> str | None:
    """Return where the pages of help can be read: known when the site's repository holds the package, too.

    The site knows under which address its files are edited; GitHub and GitLab show them at `blob` in place of `edit`.
    """
    if not repository or not PAGES.is_relative_to(root):
        return None
    return urljoin(repository.replace("/edit/", "/blob/"), f"{PAGES.relative_to(root).as_posix()}/")


def command() -> str:
    """Return how an editor runs this program; `scripts/run.py` does it for those who have not installed it."""
    return os.environ.get("PLANSSI_COMMAND", "planssi")
