"""`planssi check`, `explain`, `figures`, `verify`, `new` and `schema`, for the terminal and for continuous integration.

Imports neither MkDocs nor anything slow. Exit status: 0 nothing wrong, 1 problems, 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from urllib.parse import urljoin

import click

from .checks import check_site
from .creation import CannotCreateError, Creator
from .guide import PAGES, Guide, as_plain, nearest
from .loader import load_site
from .localizer import Localizer, catalogue
from .messages import RULES
from .model import Site
from .pages import PageTree
from .reports import FORMS, as_text
from .scaffold import blank
from .schemas import FOLDER, SETTINGS, editor_settings, schema_files
from .source import Severity
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
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def check(lang: str | None, form: str, strict: bool, root: Path | None) -> None:
    """Check content/ and data/ and tell every problem with file, line and remedy."""
    # What a short run makes lives to its end; looking for rubbish meanwhile takes a fifth of its time.
    gc.disable()
    folder = find_root(root)
    loaded = load_site(folder)
    problems = check_site(loaded)
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
