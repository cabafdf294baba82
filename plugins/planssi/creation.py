"""What `planssi new` makes: a region, a programme, a unit, a plan, or an item of any kind that a plan can hold.

Flows in: the folder of a site, what to make and its id. Flows out: the bytes of the files that are new or longer; they
reach the disk all or none. Nothing that an editor wrote is ever overwritten.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from .blocks import KINDS
from .fields import ID
from .insertion import CannotInsertError, append
from .localizer import Catalogue
from .messages import as_line
from .model import SUMMARY
from .reader import Placed, PlacedList, parse_yaml, read_text, read_yaml
from .scaffold import Scaffold, blank, comment
from .schemas import FOLDER, Schema, schema
from .source import unknown_values

PLANS = "content/plans"

DATA_NOUNS = {"region": "regions", "programme": "programmes", "unit": "units", "topic": "topics"}
"""File in `data/`, and its list, by the noun of one item."""

ITEM_NOUNS = {noun: (kind, listing) for kind, block in KINDS.items() for noun, listing in block.nouns().items()}
"""Kind and list by the noun of one item."""

NOUNS = (*DATA_NOUNS, "plan", *ITEM_NOUNS)
"""Everything that can be made."""


class CannotCreateError(Exception):
    """Nothing is made; the message, in the editor's language, says why and what helps."""


@dataclass(frozen=True)
class Creation:
    """Files that are to be written, by their paths from the root of the site."""

    folder: str = ""
    """A new folder in which all of them are; empty where there is none."""
    new: Mapping[str, bytes] = field(default_factory=dict)
    longer: Mapping[str, bytes] = field(default_factory=dict)
    """Files that exist, with what is added to them."""

    def write(self, root: Path) -> None:
        """Write everything or, when the disk fails, nothing."""
        if self.folder:
            _write_folder(root, self.folder, self.new)
            return
        for name, content in self.new.items():
            with (root / name).open("xb") as file:
                try:
                    file.write(content)
                except OSError:
                    (root / name).unlink()
                    raise
        for name, content in self.longer.items():
            path = root / name
            draft = path.with_name(f"{path.name}.new")
            try:
                draft.write_bytes(content)
                shutil.copymode(path, draft)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)


class Creator:
    """Makes things in one site, in one language."""

    def __init__(self, root: Path, language: str, words: Catalogue, languages: Mapping[str, Catalogue]) -> None:
        """Take a site.

        Args:
            root: Its folder.
            language: The language of help texts and messages.
            words: The catalogue of that language.
            languages: The catalogues of the site's languages, by their codes.
        """
        self.root = root
        self.language = language
        self.words = words
        self.languages = languages

    def create(self, noun: str, name: str, plan: str | None) -> Creation:
        """Return what to write.

        Args:
            noun: One of `NOUNS`.
            name: Id of what is made; of a plan, `region/plan`.
            plan: The plan in which an item is made, `region/plan`.

        Raises:
            CannotCreateError: When it cannot or must not be made.
        """
        if noun not in NOUNS:
            self._refuse_unknown(self.words.gettext("There is nothing called '{name}'{suggestion}."), noun, NOUNS)
        if noun == "plan":
            return self._plan(name)
        self._check_id(name)
        if noun in DATA_NOUNS:
            listing = DATA_NOUNS[noun]
            return self._item(f"data/{listing}.yaml", (), listing, listing, name)
        kind, listing = ITEM_NOUNS[noun]
        folder = self._plan_folder(plan)
        path = f"{folder}/{kind}.yaml"
        inside = read_yaml(self.root / folder / "plan.yaml", f"{folder}/plan.yaml").data
        if not (self.root / path).is_file() and isinstance(inside, Placed) and kind in inside:
            return self._item(f"{folder}/plan.yaml", (kind,), kind, listing, name)
        return self._item(path, (), kind, listing, name)

    def _item(self, path: str, where: tuple[str, ...], name: str, listing: str, id: str) -> Creation:
        whole = schema(name, tuple(self.languages), self.words)
        scaffold = Scaffold(whole, self.words, self.languages)
        record = _record(whole, scaffold)
        advice = self.words.gettext(
            "Fill in the places marked {blank}. To use a line that begins with # and a key, take the # away. "
            "Delete what is not needed."
        )
        item = [
            *comment(advice.format(blank=blank(self.words))),
            *scaffold.item(record["properties"][listing]["items"], {"id": id}),
        ]
        if not (self.root / path).is_file():
            lines = [*self._modeline(path, name), *scaffold.mapping(record, {listing: item})]
            return Creation(new={path: _encoded(lines)})
        data = self._read(path)
        for key in where:
            data = data[key]
        if not isinstance(data, Placed):
            self._refuse(self.words.gettext("{path} holds no keys, so nothing can be added to it."), path=path)
        if "none" in data:
            message = self.words.gettext(
                "{path} says that the source has none. If it has, delete 'none' and the 'source' beside it first."
            )
            self._refuse(message, path=path)
        for rows in data.values():
            for row in rows if isinstance(rows, PlacedList) else ():
                if isinstance(row, Placed) and row.get("id") == id:
                    message = self.words.gettext("The id '{id}' is already in {path}, on line {line}.")
                    self._refuse(message, id=id, path=path, line=row.values_at["id"].line)
        return Creation(longer={path: self._longer(path, where, listing, item, listing in data)})

    def _longer(self, path: str, where: tuple[str, ...], listing: str, item: list[str], listed: bool) -> bytes:
        """Return a file with one more item; what it held stands there byte for byte."""
        text = (self.root / path).read_bytes().decode("utf-8")
        lines = item if listed else [f"{listing}:", *(f"  {line}" for line in item)]
        try:
            longer = append(text, (*where, listing) if listed else where, lines)
        except CannotInsertError:
            message = self.words.gettext(
                "The list '{key}' in {path} is written in brackets or is empty. "
                "Write its items on lines of their own, each beginning with '- ', or delete the key."
            )
            self._refuse(message, key=listing, path=path)
        return longer.encode("utf-8")

    def _plan(self, name: str) -> Creation:
        region, slash, plan = name.partition("/")
        if not slash or "/" in plan:
            self._refuse(self.words.gettext("Name the plan as region/plan, for instance ita-uusimaa/new-project."))
        regions = [str(row.get("id")) for row in self._read("data/regions.yaml").get("regions") or ()]
        if region not in regions:
            self._refuse_unknown(self.words.gettext("There is no region '{name}'{suggestion}."), region, regions)
        self._check_id(plan)
        folder = f"{PLANS}/{name}"
        if (self.root / folder).exists():
            self._refuse(self.words.gettext("{path} exists already. Nothing was changed."), path=folder)
        files = {f"{folder}/plan.yaml": _encoded(self._plan_lines(f"{folder}/plan.yaml"))}
        for stem, kind in CHAPTERS.items():
            for language, own in self.languages.items():
                lines = self._page_lines(stem.partition("-")[2], kind, own)
                files[f"{folder}/{stem}.{language}.md"] = _encoded(lines)
        return Creation(folder=folder, new=files)

    def _plan_lines(self, path: str) -> list[str]:
        whole = schema("plan", tuple(self.languages), self.words)
        own = {key: value for key, value in whole["properties"].items() if key not in KINDS}
        scaffold = Scaffold(whole, self.words, self.languages)
        return [*self._modeline(path, "plan"), *scaffold.mapping(whole | {"properties": own}, {})]

    def _page_lines(self, id: str, kind: str, words: Catalogue) -> list[str]:
        """Return a page in the language of a catalogue; help texts are in the editor's."""
        whole = schema("page", tuple(self.languages), self.words)
        front = Scaffold(whole, self.words, self.languages).mapping(whole, {"title": chapter_title(id, words)})
        if id == SUMMARY:
            text = words.gettext("Write here in plain words what is done, for whom, when and for what money.")
        elif kind:
            text = words.gettext(
                "Write the text here, and below it the line ::: {kind} once the file {kind}.yaml is there."
            ).format(kind=kind)
        else:
            text = words.gettext("Write the text here.")
        body = ["::: sources"] if kind == "sources" else [blank(words, text.removesuffix("."))]
        return ["---", *front, "---", "", *body]

    def _modeline(self, path: str, name: str) -> Sequence[str]:
        """Return the line that tells editors where the schema is; none where the site has no schemas."""
        target = f"{FOLDER}/{self.language}/{name}.json"
        if not (self.root / target).is_file():
            return ()
        return [f"# yaml-language-server: $schema={'../' * path.count('/')}{target}"]

    def _plan_folder(self, plan: str | None) -> str:
        known = [path.parent.relative_to(self.root / PLANS).as_posix() for path in self._plan_files()]
        if plan is None:
            message = self.words.gettext("Say in which plan: --plan region/plan. These exist: {known}.")
            self._refuse(message, known=", ".join(known))
        if plan not in known:
            self._refuse_unknown(self.words.gettext("There is no plan '{name}'{suggestion}."), str(plan), known)
        return f"{PLANS}/{plan}"

    def _plan_files(self) -> Iterator[Path]:
        yield from sorted((self.root / PLANS).glob("*/*/plan.yaml"))

    def _read(self, path: str) -> Any:
        """Return the data of a file that can be read."""
        text, problems = read_text(self.root / path, path)
        if text is not None:
            reading = parse_yaml(text, path)
            if not reading.problems and reading.data is not None:
                return reading.data
            problems = reading.problems
        told = as_line(problems[0], self.words) if problems else self.words.gettext("The file is empty.")
        self._refuse(self.words.gettext("{path} cannot be read. Mend it first: {problem}"), path=path, problem=told)

    def _check_id(self, id: str) -> None:
        if not re.fullmatch(ID.strip("^$"), id):
            message = self.words.gettext(
                "'{id}' cannot be an id. Use small letters a–z, figures and hyphens, for instance 'first-pilot'."
            )
            self._refuse(message, id=id)

    def _refuse_unknown(self, message: str, name: str, known: Sequence[str]) -> NoReturn:
        values = unknown_values(name, known)
        near = str(values["suggestion"])
        suggestion = self.words.gettext(" (did you mean '{name}'?)").format(name=near) if near else ""
        exist = self.words.gettext("These exist: {known}.").format(known=", ".join(known))
        self._refuse(f"{message} {exist}", name=name, suggestion=suggestion)

    def _refuse(self, message: str, **values: object) -> NoReturn:
        raise CannotCreateError(message.format(**values))


CHAPTERS: Mapping[str, str] = {
    "05-summary": "",
    "10-need": "",
    "20-goals": "goals",
    "30-measures": "measures",
    "40-budget": "budget",
    "50-timeline": "timeline",
    "60-risks": "risks",
    "70-indicators": "indicators",
    "80-organisation": "organisation",
    "90-sources": "sources",
}
"""Pages of a new plan, and the kind of facts that each shows."""


def chapter_title(id: str, words: Catalogue) -> str:
    """Return the title of a page of a new plan."""
    titles = {
        "summary": words.pgettext("chapter", "In short"),
        "need": words.pgettext("chapter", "Why the project is needed"),
        "goals": words.pgettext("chapter", "Goals"),
        "measures": words.pgettext("chapter", "Measures"),
        "budget": words.pgettext("chapter", "Budget"),
        "timeline": words.pgettext("chapter", "Timeline"),
        "risks": words.pgettext("chapter", "Risks"),
        "indicators": words.pgettext("chapter", "Indicators"),
        "organisation": words.pgettext("chapter", "Organisation"),
        "sources": words.pgettext("chapter", "Sources"),
    }
    return str(titles[id])


def _record(whole: Schema, scaffold: Scaffold) -> Schema:
    """Return the schema of the keys of a file: of a block, the one with items."""
    items = whole.get("else", whole)
    return scaffold.resolve(items["allOf"][0] if "allOf" in items else items)


def _encoded(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _write_folder(root: Path, folder: str, files: Mapping[str, bytes]) -> None:
    """Write a folder beside its place and move it there whole."""
    place = root / folder
    draft = place.with_name(f".{place.name}.new")
    made = not place.parent.is_dir()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir()
        for name, content in files.items():
            (draft / Path(name).name).write_bytes(content)
        draft.rename(place)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if made:
            place.parent.rmdir()
        raise
