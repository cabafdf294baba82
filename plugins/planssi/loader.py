"""`content/` and `data/` → the model.

Flows in: the root folder of a site. Flows out: a `Site` that holds everything that could be read, and every problem
with the rest, in the order of the files. What could not be read is left out, so that the rules of meaning in `checks`
can still look at its neighbours: an editor sees all mistakes at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import Field

from .acceptance import LOCK, Accepted, read_lock
from .blocks import KINDS
from .fields import Day, Flag, Id, Known, LanguageCode, Record
from .model import (
    SITE_CHAPTERS,
    SUMMARY,
    VERSIONS,
    Block,
    Chapter,
    Municipality,
    PageState,
    Plan,
    PlanFacts,
    Programme,
    ProperName,
    Prose,
    Region,
    RiskClass,
    RiskKind,
    Site,
    SiteFacts,
    Term,
    Topic,
    Unit,
)
from .reader import (
    BLANK,
    Placed,
    PlacedList,
    Reading,
    parse_yaml,
    read_text,
    read_yaml,
    split_front_matter,
)
from .source import Problem, Source, unknown_values
from .spreadsheet import read_rows
from .validation import R, validate, validate_block, without

OTHER_FILES = {".md", ".csv", ".png", ".jpg", ".jpeg", ".webp", ".svg", ".pdf"}
"""What may lie in a plan's folder besides YAML files."""

MARKDOWN = re.compile(r"(?:(?P<order>\d+)-)?(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<language>[a-z]{2,3})\.md$")


class FrontMatter(Record):
    """The lines between `---` at the top of a Markdown file."""

    title: str
    description: str
    slug: str | None = None
    """The page's part of the address; made from the title when absent."""
    updated: Day | None = None
    """The day on which the page was last changed."""
    original: LanguageCode | None = None
    """The language in which the page is first written; that of the plan when absent."""
    summary: Flag = False
    """Whether the page only tells the most important of what its sisters in other languages tell."""
    full: Day | None = None
    """For a summary, the day by which the whole text will be here."""
    exempt: dict[Id, str] = Field(default_factory=dict)
    """Why the page is missing in a language, by the language's code and in that language; readers are told."""


class Regions(Record):
    """`data/regions.yaml`."""

    regions: tuple[Region, ...]
    """The regions."""


class Municipalities(Record):
    """`data/municipalities.yaml`."""

    municipalities: tuple[Municipality, ...]
    """The municipalities."""


class Programmes(Record):
    """`data/programmes.yaml`."""

    programmes: tuple[Programme, ...]
    """The funding programmes."""


class Names(Record):
    """`data/names.yaml`."""

    names: tuple[ProperName, ...]
    """Names that stand in their own language on every page."""


class Scales(Record):
    """`data/scales.yaml`."""

    risk_classes: tuple[RiskClass, ...]
    """Classes of risk, the lowest first."""


class Units(Record):
    """`data/units.yaml`."""

    units: tuple[Unit, ...]
    """What numbers can count."""


class Terms(Record):
    """`data/terms.yaml`."""

    terms: tuple[Term, ...]
    """The glossary."""


class Topics(Record):
    """`data/topics.yaml`."""

    topics: tuple[Topic, ...]
    """Themes and target groups that the measures of several plans have in common."""
    risk_kinds: tuple[RiskKind, ...]
    """What kinds of risk there are."""


DATA_FILES: Mapping[str, type[Record]] = {
    "site": SiteFacts,
    "regions": Regions,
    "municipalities": Municipalities,
    "programmes": Programmes,
    "names": Names,
    "scales": Scales,
    "units": Units,
    "terms": Terms,
    "topics": Topics,
}
"""Record by the name of its file in `data/`."""

EVERYWHERE = ("site", "scales", "units")
"""Those of them whose texts are in every language of the site: any page may show them."""


@dataclass(frozen=True)
class Loaded:
    """What loading gave."""

    site: Site | None
    """None only when `data/` could not be read: nothing can be shown without it."""
    problems: tuple[Problem, ...]
    incomplete: frozenset[str] = frozenset()
    """Paths of the files of which a part could not be read."""


def load_site(root: Path) -> Loaded:
    """Load the site whose root folder holds `content/` and `data/`."""
    return _Loading(root).site()


def slugify(text: str) -> str:
    """Return the part of an address that stands for a title: "Yhteydet ja äly" → `yhteydet-ja-aly`."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass
class _Loading:
    """One run over the files; collects problems on the way."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    rowless: set[Source] = field(default_factory=set)
    """Places of the tables whose spreadsheet could not be read."""

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def record(self, model: type[R], path: Path, known: Known) -> R | None:
        name = self.name(path)
        if not path.is_file():
            self.problems.append(Problem(Source(name), "missing-file"))
            return None
        reading = read_yaml(path, name)
        self.problems += reading.problems
        if reading.data is None:
            self.unread(reading, name)
            return None
        return self.make(model, reading.data, name, known)

    def unread(self, reading: Reading, name: str) -> None:
        self.incomplete.add(name)
        if not reading.problems:
            self.problems.append(Problem(Source(name), "empty-file"))

    def make(self, model: type[R], data: Any, name: str, known: Known) -> R | None:
        return self.keep(validate(model, data, known), name)

    def keep(self, result: tuple[R | None, tuple[Problem, ...], bool], name: str) -> R | None:
        record, problems, dropped = result
        self.problems += [p if p.at.path else Problem(Source(name), p.code, p.values) for p in problems]
        if dropped:
            self.incomplete.add(name)
        return record

    def site(self) -> Loaded:
        data = self.root / "data"
        facts = self.record(SiteFacts, data / "site.yaml", Known())
        if facts is None or "data/site.yaml" in self.incomplete:
            return self.result(None)
        known = Known(languages=tuple(language.code for language in facts.languages))
        optional = frozenset(language.code for language in facts.languages if language.optional)
        partly = replace(known, spared=optional)
        # Read once more now that the languages are known, so that a missing translation is found here too.
        facts = self.again(SiteFacts, data / "site.yaml", known)
        regions = self.record(Regions, data / "regions.yaml", partly)
        municipalities = self.record(Municipalities, data / "municipalities.yaml", Known())
        programmes = self.record(Programmes, data / "programmes.yaml", partly)
        names = self.record(Names, data / "names.yaml", known)
        scales = self.record(Scales, data / "scales.yaml", known)
        units = self.record(Units, data / "units.yaml", known)
        terms = self.record(Terms, data / "terms.yaml", partly)
        topics = self.record(Topics, data / "topics.yaml", partly)
        if not (facts and regions and municipalities and programmes and names):
            return self.result(None)
        if not (scales and units and terms and topics):
            return self.result(None)
        content = self.root / "content"
        needed = {"": [code for code in known.languages if code not in optional]}
        chapters = self.chapters(content, known, needed | dict.fromkeys(SITE_CHAPTERS, known.languages))
        site = Site(
            facts=facts,
            regions=regions.regions,
            municipalities=municipalities.municipalities,
            programmes=programmes.programmes,
            names=names.names,
            risk_classes=scales.risk_classes,
            units=units.units,
            terms=terms.terms,
            topics=topics.topics,
            risk_kinds=topics.risk_kinds,
            chapters=chapters,
        )
        known = partly
        if self.name(data / "units.yaml") not in self.incomplete:
            known = replace(known, units=frozenset(unit.id for unit in units.units))
        if self.name(data / "topics.yaml") not in self.incomplete:
            ids = (frozenset(item.id for item in items) for items in (topics.topics, topics.risk_kinds))
            known = replace(known, topics=next(ids), risk_kinds=next(ids))
        plans = tuple(plan for folder in self.plan_folders(content) if (plan := self.plan(folder, site, known)))
        accepted = self.accepted([data, content, *self.plan_folders(content)])
        return self.result(replace(site, plans=plans, accepted=accepted))

    def accepted(self, folders: Iterable[Path]) -> dict[str, Accepted]:
        """Read the records of accepted translations, by their paths."""
        found = {}
        for path in (folder / LOCK for folder in folders):
            if path.is_file():
                name = self.name(path)
                text, problems = read_text(path, name)
                self.problems += problems
                found[name], wrong = read_lock(text or "", name)
                self.problems += wrong
        return found

    def again(self, model: type[SiteFacts], path: Path, known: Known) -> SiteFacts | None:
        self.problems = [problem for problem in self.problems if problem.at.path != self.name(path)]
        return self.record(model, path, known)

    def result(self, site: Site | None) -> Loaded:
        # What braces or a comma have cut to pieces, or what is unclear in itself, is no wrong value besides.
        pieces = {(p.at.path, p.at.line) for p in self.problems if p.code in ("yaml-key", "yaml-comma")}
        unclear = {p.at for p in self.problems if p.code == "yaml-unclear"}
        whole = [
            p
            for p in self.problems
            if p.code.startswith("yaml-") or ((p.at.path, p.at.line) not in pieces and p.at not in unclear)
        ]
        # That a table lacks the rows of its spreadsheet is told by what is wrong with the spreadsheet.
        whole = [p for p in whole if p.at not in self.rowless or p.values.get("key") != "rows"]
        ordered = sorted(whole, key=lambda problem: (problem.at, problem.code))
        return Loaded(site, tuple(ordered), frozenset(self.incomplete))

    def plan_folders(self, content: Path) -> Iterator[Path]:
        plans = content / "plans"
        if not plans.is_dir():
            return
        for region in sorted(path for path in plans.iterdir() if path.is_dir()):
            yield from sorted(path for path in region.iterdir() if path.is_dir())

    def chapters(self, folder: Path, known: Known, needed: Mapping[str, Sequence[str]]) -> tuple[Chapter, ...]:
        """Read the Markdown files of one folder, in the order of their numbers and names.

        Args:
            folder: The folder.
            known: The languages that there are.
            needed: The languages that a chapter must have, by its id; by "" those of all others.
        """
        found: dict[str, dict[str, Prose]] = {}
        files: dict[str, dict[str, Path]] = {}
        orders: dict[str, str] = {}
        for path in sorted(folder.glob("*.md")):
            if path.name == "README.md":
                continue
            match = MARKDOWN.match(path.name)
            name = self.name(path)
            if not match:
                self.problems.append(Problem(Source(name), "bad-file-name", {"languages": ", ".join(known.languages)}))
                continue
            language = match["language"]
            if language not in known.languages:
                values = {"key": language, "known": ", ".join(known.languages)}
                self.problems.append(Problem(Source(name), "unknown-language", values))
                continue
            files.setdefault(match["id"], {})[language] = path
            found.setdefault(match["id"], {})
            orders.setdefault(match["id"], match["order"] or "")
            prose = self.prose(path, language, known)
            if prose:
                found[match["id"]][language] = prose
        ids = sorted(found, key=lambda id: (orders[id], id))
        chapters = tuple(Chapter(id, orders[id], found[id]) for id in ids)
        for chapter in chapters:
            self.sisters(chapter, files[chapter.id], needed.get(chapter.id, needed[""]))
        return chapters

    def sisters(self, chapter: Chapter, files: Mapping[str, Path], needed: Iterable[str]) -> None:
        """Report the sister files that a chapter lacks without a reason, at the file of the first of its languages."""
        first = next(iter(sorted(files, key=lambda language: (language not in needed, language))))
        stem = files[first].name.removesuffix(f".{first}.md")
        for language in needed:
            if language not in files and language not in chapter.exempt:
                values = {"file": f"{stem}.{language}.md", "language": language}
                self.problems.append(Problem(Source(self.name(files[first])), "missing-sister", values))

    def prose(self, path: Path, language: str, known: Known) -> Prose | None:
        name = self.name(path)
        text, problems = read_text(path, name)
        self.problems += problems
        if text is None:
            self.incomplete.add(name)
            return None
        front, body, line = split_front_matter(text)
        reading = parse_yaml(front, name, 2)
        self.problems += reading.problems
        if reading.data is None:
            self.incomplete.add(name)
            if not reading.problems:
                self.problems.append(Problem(Source(name), "missing-front-matter"))
            return None
        for number, written in enumerate(body.split("\n"), line):
            self.problems += [
                Problem(Source(name, number, blank.start() + 1), "not-filled-in", {"text": blank[0]})
                for blank in BLANK.finditer(written)
            ]
        matter = self.make(FrontMatter, reading.data, name, Known(languages=known.languages))
        if matter is None:
            self.incomplete.add(name)
            return None
        return Prose(
            language=language,
            title=matter.title,
            slug=matter.slug or slugify(matter.title),
            description=matter.description,
            body=body,
            at=Source(name),
            body_line=line,
            places={
                "title": matter.place("title"),
                "description": matter.place("description"),
                "slug": matter.place("slug" if matter.slug else "title"),
                "summary": matter.place("summary"),
                "full": matter.place("full"),
                "exempt": matter.place("exempt"),
                "original": matter.place("original"),
            },
            updated=matter.updated,
            front=matter,
            summary=matter.summary,
            full=matter.full,
            exempt=matter.exempt,
            original=matter.original,
        )

    def plan(self, folder: Path, site: Site, known: Known) -> Plan | None:
        path = folder / "plan.yaml"
        reading = read_yaml(path, self.name(path)) if path.is_file() else None
        states = {code: _state(reading.data if reading else None, code, known) for code in known.languages}
        full = [code for code, state in states.items() if state is PageState.FULL]
        told = [code for code, state in states.items() if state is not PageState.EXEMPT]
        known = replace(known, spared=frozenset(known.languages) - set(full))
        chapters = self.chapters(folder, known, {"": full, SUMMARY: told})
        if reading is None:
            self.problems.append(Problem(Source(self.name(folder) + "/plan.yaml"), "missing-file"))
            return None
        raw, files = self.raw_blocks(folder, known)
        self.problems += reading.problems
        data = reading.data
        if isinstance(data, Placed):
            data = self.inline_blocks(data, raw, files, self.name(path))
        known = replace(known, places=_places(data), names={**_names(raw, files), **_versions(data)})
        facts = None if data is None else self.make(PlanFacts, data, self.name(path), known)
        blocks = self.blocks(raw, files, known)
        region = self.find(site.regions, folder.parent.name, Source(self.name(path)), "unknown-region")
        if facts is None or region is None:
            return None
        programmes = tuple(
            self.find(site.programmes, programme, facts.place("programme", index), "unknown-name")
            for index, programme in enumerate(facts.programme)
        )
        if None in programmes:
            return None
        id = f"{folder.parent.name}/{folder.name}"
        unread = frozenset(kind for kind, name in files.items() if name in self.incomplete)
        units = {unit.id: unit for unit in site.units}
        plan = Plan(id, region, programmes, facts, blocks, chapters, self.name(folder), unread, units)
        return replace(plan, **self.earlier(folder / VERSIONS, plan, known))

    def earlier(self, folder: Path, plan: Plan, known: Known) -> dict[str, Any]:
        """Read the facts of earlier versions, one folder each, in the order in which the plan names them.

        Returns:
            The fields of the plan that tell them; among what is unread are versions when a folder belongs to none.
        """
        versions = plan.facts.versions
        found: list[Plan] = []
        folders = {path.name: path for path in sorted(folder.iterdir())} if folder.is_dir() else {}
        for number, version in enumerate(versions[:-1], 1):
            path = folders.pop(version.id or "", None)
            if path is None or not path.is_dir():
                continue
            raw, files = self.raw_blocks(path, known)
            own = replace(known, names={**known.names, **_names(raw, files, known.names)})
            unread = frozenset(kind for kind, name in files.items() if name in self.incomplete)
            facts = plan.facts.model_copy(update={"versions": versions[:number]})
            blocks = self.blocks(raw, files, own)
            found.append(replace(plan, facts=facts, blocks=blocks, chapters=(), folder=self.name(path), unread=unread))
        # A folder may belong to a version that could not be read; that has been told.
        whole = f"{plan.folder}/plan.yaml" not in self.incomplete
        for name, path in folders.items() if whole else ():
            code = "version-is-current" if name == versions[-1].id else "unknown-version"
            values = unknown_values(name, [version.id for version in versions[:-1] if version.id])
            self.problems.append(Problem(Source(self.name(path)), code, values))
        unread = plan.unread | {VERSIONS} if folders else plan.unread
        return {"earlier": tuple(found), "unread": unread}

    def blocks(self, raw: Mapping[str, Any], files: Mapping[str, str], known: Known) -> dict[str, Block]:
        """Make the blocks of one version, in the order in which a plan is read."""
        blocks = {}
        for kind in KINDS:
            if kind in raw and (block := self.keep(validate_block(KINDS[kind], raw[kind], known), files[kind])):
                blocks[kind] = block
        return blocks

    def raw_blocks(self, folder: Path, known: Known) -> tuple[dict[str, Any], dict[str, str]]:
        """Read the YAML files of a version's blocks, by kind, and the name of each file."""
        raw: dict[str, Any] = {}
        files: dict[str, str] = {}
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            name = self.name(path)
            if path.name in ("plan.yaml", LOCK) or path.suffix.lower() in OTHER_FILES:
                continue
            kind = path.name.partition(".")[0]
            if path.name not in {f"{known}.yaml" for known in KINDS}:
                values = unknown_values(path.name, [f"{known}.yaml" for known in KINDS])
                self.problems.append(Problem(Source(name), "unknown-file", values))
                if kind in KINDS and not (folder / f"{kind}.yaml").is_file():
                    files[kind] = name
                    self.incomplete.add(name)
                continue
            files[path.stem] = name
            reading = read_yaml(path, name)
            self.problems += reading.problems
            if reading.data is None:
                self.unread(reading, name)
            else:
                raw[path.stem] = reading.data
        used: set[Path] = set()
        for kind in raw:
            self.spreadsheets(raw[kind], folder, known.languages, used, files[kind])
        for spare in sorted(set(folder.glob("*.csv")) - used):
            self.problems.append(Problem(Source(self.name(spare)), "unused-file"))
        return raw, files

    def spreadsheets(self, data: Any, folder: Path, languages: tuple[str, ...], used: set[Path], file: str) -> None:
        """Put the rows of CSV files in the place of their names: `rows: annex-3.csv`."""
        tables = data.get("tables") if isinstance(data, Placed) else None
        for table in tables if isinstance(tables, PlacedList) else []:
            rows = table.get("rows") if isinstance(table, Placed) else None
            if not isinstance(rows, str) or not rows.endswith(".csv"):
                continue
            path = folder / rows
            used.add(path)
            columns = [str(column.get("id")) for column in table.get("columns") or [] if isinstance(column, Placed)]
            reading = read_rows(path, self.name(path), columns or ["amount"], languages)
            self.problems += reading.problems
            if reading.data is None:
                self.incomplete.add(file)
                self.rowless.add(table.at)
                del table["rows"]
            else:
                table["rows"] = reading.data

    def inline_blocks(self, data: Placed, raw: dict[str, Any], files: dict[str, str], name: str) -> Placed:
        """Take the blocks that a small plan keeps in `plan.yaml` itself out of its data."""
        for kind in [key for key in data if key in KINDS]:
            if kind in files:
                self.problems.append(Problem(data.keys_at[kind], "written-twice", {"key": kind, "file": files[kind]}))
            else:
                raw[kind], files[kind] = data[kind], name
        return without(data, {(kind,) for kind in KINDS})

    def find(self, items: Iterable[Any], id: str, at: Source, code: str) -> Any:
        known = {item.id: item for item in items}
        if id not in known:
            self.problems.append(Problem(at, code, unknown_values(id, known)))
        return known.get(id)


def _names(
    raw: Mapping[str, Any], files: Mapping[str, str], others: Mapping[str, frozenset[str]] | None = None
) -> dict[str, frozenset[str]]:
    """Return every id of a version's files by kind; kinds without a file have those of `others`, else none."""
    absent = others or {}
    ids = {kind: _ids(raw.get(kind), KINDS[kind]) if kind in files else absent.get(kind, frozenset()) for kind in KINDS}
    return {kind: found for kind, found in ids.items() if found is not None}


def _versions(data: Any) -> dict[str, frozenset[str]]:
    """Return the ids of a plan's versions, whether or not they are sound; nothing where they cannot be read."""
    found = data.get("versions") if isinstance(data, Placed) else None
    if not isinstance(found, PlacedList):
        return {}
    return {"versions": frozenset(str(row["id"]) for row in found if isinstance(row, Placed) and "id" in row)}


def _ids(data: Any, kind: type[Block]) -> frozenset[str] | None:
    """Return every id in a block's raw data, whether or not its item is sound.

    Returns:
        The ids; none where the file says that the source has no items, and None where there is no list of them.
    """
    if not isinstance(data, Placed):
        return None
    found = [data[name] for name in kind.listings() if name in data]
    if not found and "none" in data:
        return frozenset()
    if not found or not all(isinstance(rows, PlacedList) for rows in found):
        return None
    return frozenset(str(row["id"]) for rows in found for row in rows if isinstance(row, Placed) and "id" in row)


def _state(data: Any, language: str, known: Known) -> PageState:
    """Return how much of a plan there is in a language, by its raw data; whatever cannot be read says nothing."""
    languages = data.get("languages") if isinstance(data, Placed) else None
    coverage = languages.get(language) if isinstance(languages, Placed) else None
    said = coverage.get("state") if isinstance(coverage, Placed) else None
    if said in list(PageState):
        return PageState(said)
    return PageState.EXEMPT if language in known.spared else PageState.FULL


def _places(data: Any) -> frozenset[str] | None:
    """Return every place of every source document in a plan's raw data; None where the documents cannot be read."""
    documents = data.get("documents") if isinstance(data, Placed) else None
    if not isinstance(documents, PlacedList):
        return None
    places: set[str] = set()
    if not all(isinstance(document, Mapping) and isinstance(document.get("id"), str) for document in documents):
        return None
    for document in documents:
        if isinstance(document, Mapping) and isinstance(document.get("places"), Mapping):
            places |= {f"{document.get('id')}/{key}" for key in document["places"]}
    return frozenset(places)
