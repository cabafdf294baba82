"""`planssi check`, `verify`, `new` and `schema`, for the terminal and for continuous integration.

Imports neither MkDocs nor anything slow. Exit status: 0 nothing wrong, 1 problems, 2 wrong usage.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .checks import check_site
from .creation import CannotCreateError, Creator
from .loader import load_site
from .localizer import catalogue
from .model import Site
from .pages import PageTree
from .reports import FORMS, as_text
from .scaffold import blank
from .schemas import FOLDER, SETTINGS, editor_settings, schema_files
from .source import Severity

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
    loaded = load_site(find_root(root))
    problems = check_site(loaded)
    words = catalogue(lang or (loaded.site.languages[0] if loaded.site else LANGUAGES[0]))
    if problems or form != "text":
        click.echo(FORMS[form](problems, words))
    if form == "text":
        message = words.ngettext("{count} problem", "{count} problems", len(problems)).format(count=len(problems))
        click.echo(message if problems else words.gettext("No problems found."), err=bool(problems))
    failing = [problem for problem in problems if strict or problem.severity is Severity.ERROR]
    sys.exit(1 if failing else 0)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def verify(folder: Path, lang: str | None, root: Path | None) -> None:
    """Check that FOLDER holds every page that the content says there must be, whatever builder made it."""
    site = load_site(find_root(root)).site
    words = catalogue(lang or (site.languages[0] if site else LANGUAGES[0]))
    pages = PageTree(site).pages if site else ()
    missing = [page.path for page in pages if not (folder / page.path).is_file()]
    for path in missing:
        click.echo(words.gettext("The built site lacks the page {path}.").format(path=path))
    sys.exit(1 if missing or not pages else 0)


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
    try:
        creator = Creator(folder, language, words, {code: catalogue(code) for code in site.languages})
        creation = creator.create(noun, name, plan)
        creation.write(folder)
    except (CannotCreateError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    for path in (*creation.new, *creation.longer):
        click.echo(path)
    click.echo(words.gettext("Fill in the places marked {blank}, then run: planssi check").format(blank=blank(words)))


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
        files = {**schema_files(site.languages, catalogue), SETTINGS: editor_settings(before, site.languages, lang)}
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
        words = catalogue(lang or LANGUAGES[0])
        click.echo(as_text(loaded.problems, words), err=True)
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
