"""A translator's parcel that has come back → new words in the files of the site, or all that is wrong with it.

Flows in: a `Site` and a `Return`. Flows out: the bytes of the files with the new words, or faults. Newer words on the
site are never overwritten: a text that somebody has changed since the parcel was made is a conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .checks.figures import check_figures
from .checks.languages import check_languages
from .localizer import Catalogue
from .messages import Rule, describe
from .model import Site
from .parcel import KEY, Fault, Return, Returned, digest, figures, links, places
from .passages import Passage, of_chapter
from .replacement import CannotReplaceError, Replacement, replaced, sister
from .source import Problem, Source


def _(text: str) -> str:
    """Mark a text for extraction; it is translated when it is shown."""
    return text


FAULTS: Mapping[str, Rule] = {
    # The whole file
    "damaged": Rule(
        _("the file is damaged or was saved in another form"),
        _("Ask the translator to send it again as .xlf or .xlsx, or make a new one with 'translate export'."),
    ),
    "doctype": Rule(
        _("the file holds a document type (DOCTYPE), which parcels never have"),
        _("Do not trust the file; ask where it comes from, and make a new one with 'translate export'."),
    ),
    "too-large": Rule(_("the file is far larger than any parcel"), _("Make a new one with 'translate export'.")),
    "not-xliff": Rule(
        _("the file is not XLIFF 2 with two languages"),
        _("Have the translator's program save it as XLIFF 2, as it was."),
    ),
    "no-columns": Rule(
        _("the sheet lacks the headings of the source, the new translation or the key"),
        _("Put the headings back as they were when the parcel was made, with the languages in brackets."),
    ),
    "unknown-language": Rule(
        _("the parcel is a translation from '{source}' into '{target}', and this site has the languages {known}"),
        _("Check that it is the right parcel, and that nobody has changed the languages in it."),
    ),
    "foreign": Rule(
        _("none of its texts is on this site"),
        _("Check that it is the parcel of this site, or make a new one with 'translate export'."),
    ),
    # One text
    "unknown-text": Rule(
        _("this text is not on the site, or its key was changed"),
        _("Put the key back as it was; if the text has been deleted from the site, delete this one."),
    ),
    "twice": Rule(_("this text is in the parcel twice, first on line {line}"), _("Delete one of the two.")),
    "source-changed": Rule(
        _("the source was changed since the parcel was made; now it is '{words}'"),
        _("Export this text anew and translate it again, or leave it out with --skip-conflicts."),
    ),
    "target-changed": Rule(
        _("somebody changed the translation since the parcel was made; now it is '{words}'"),
        _("Choose the better one and write it in the file by hand, or leave this one out with --skip-conflicts."),
    ),
    "empty": Rule(
        _("the translation was deleted"),
        _("Write the translation. To keep the one on the site, copy it here: '{words}'"),
    ),
    "formula": Rule(
        _("the cell holds a formula: {text}"), _("Write the text itself; an apostrophe before it keeps it a text.")
    ),
    "not-text": Rule(
        _("the cell holds a date or a number that the program has made of it: {text}"),
        _("Set the format of the cell to Text and write the translation again."),
    ),
    "figure-lost": Rule(
        _("the reference {mark} of the source is missing"),
        _("Put {mark} where the figure belongs; it becomes the right figure by itself."),
    ),
    "figure-added": Rule(_("the source has no reference {mark}"), _("Delete it.")),
    "link-lost": Rule(_("a link to {mark} is missing"), _("Put [ … ]({mark}) around the words that lead there.")),
    "link-added": Rule(
        _("the source has no link to {mark}"),
        _("Delete the link or write it so that it leads to the page in the language of the translation."),
    ),
    "emphasis": Rule(_("a sign ** has no pair"), _("Put ** both before and after the words that stand out.")),
    "page-incomplete": Rule(
        _("the page {file} does not exist yet, and {count} of its {all} texts have no translation"),
        _("Translate all texts of the page: then it is made."),
    ),
    "no-place": Rule(
        _("the page in the language of the translation has no place for this text"),
        _("Write it in the file by hand, at the same point as in the source."),
    ),
    "cannot-write": Rule(
        _("the translation cannot stand in the file as it is: '{words}'"),
        _("Write it as one paragraph without empty lines, and do not begin it with a sign of Markdown (#, -, >, 1.)."),
    ),
}
"""What each fault says, and how to mend it."""

CONFLICTS = {"source-changed", "target-changed"}
"""Faults of nobody, which can be left out while the rest is taken."""


@dataclass(frozen=True)
class Delivery:
    """What a parcel that has come back would do."""

    faults: tuple[Fault, ...]
    """What is wrong, in the order of the parcel; with any, nothing is written."""
    conflicts: tuple[Fault, ...]
    """Texts that were changed on the site meanwhile; they are left out."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What files hold then, by their paths from the root."""
    changed: frozenset[str] = frozenset()
    """Places of the texts that are new or changed, as keys begin with them."""
    checked: frozenset[str] = frozenset()
    """Places of the texts that the translator found right as they are."""
    untranslated: int = 0
    """Number of texts that are still without a translation."""

    def write(self, root: Path) -> None:
        """Write all files or, when the disk fails, none."""
        before = {name: (root / name).read_bytes() if (root / name).is_file() else None for name in self.files}
        drafts = {name: (root / name).with_name(f"{Path(name).name}.new") for name in self.files}
        try:
            for name, content in self.files.items():
                drafts[name].write_bytes(content)
            for name, draft in drafts.items():
                draft.replace(root / name)
        except OSError:
            for name, old in before.items():
                if old is None:
                    (root / name).unlink(missing_ok=True)
                elif (root / name).read_bytes() != old:
                    (root / name).write_bytes(old)
            raise
        finally:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)


def unpack(site: Site, root: Path, parcel: Return) -> Delivery:
    """Return what a parcel that has come back would do to a site; nothing is written.

    Args:
        site: The site as it is now.
        root: Its folder, from which the files are read that would change.
        parcel: What came back.
    """
    known = set(site.languages)
    here = parcel.texts[0].at._replace(line=1, column=1) if parcel.texts else Source("")
    if parcel.source == parcel.target or not {parcel.source, parcel.target} <= known:
        values = {"source": parcel.source, "target": parcel.target, "known": ", ".join(site.languages)}
        return Delivery((Fault(here, "unknown-language", values),), ())
    return _Unpacking(site, root, parcel).result()


class _Unpacking:
    """One parcel while it is compared with the site."""

    def __init__(self, site: Site, root: Path, parcel: Return) -> None:
        self.site = site
        self.root = root
        self.parcel = parcel
        self.known = dict(places(site))
        self.faults: list[Fault] = list(parcel.faults)
        self.conflicts: list[Fault] = []
        self.chosen: list[tuple[str, Passage, Returned]] = []
        self.checked: set[str] = set()
        self.untranslated: dict[str, Passage] = {}
        self.same: dict[tuple[str, str], list[str]] = defaultdict(list)
        for place, passage in self.known.items():
            if parcel.source in passage.words:
                both = digest(passage.words[parcel.source]), digest(passage.words.get(parcel.target, ""))
                self.same[both].append(place)

    def result(self) -> Delivery:
        lines: dict[str, int] = {}
        found = 0
        for text in self.parcel.texts:
            match = KEY.fullmatch(text.key)
            place = self.place(match) if match else None
            if match is None or place is None:
                self.faults.append(Fault(text.at, "unknown-text"))
                continue
            found += 1
            if place in lines:
                self.faults.append(Fault(text.at, "twice", {"line": lines[place]}))
                continue
            lines[place] = text.at.line
            self.text(text, place, match["source"], match["old"])
        if self.parcel.texts and not found:
            at = self.parcel.texts[0].at
            return Delivery((Fault(Source(at.path), "foreign"),), ())
        self.doubt()
        files = dict(self.files())
        order = {text.at: number for number, text in enumerate(self.parcel.texts)}
        faults = tuple(sorted(self.faults, key=lambda fault: (order.get(fault.at, -1), fault.code)))
        changed = frozenset(place for place, _, _ in self.chosen)
        return Delivery(faults, tuple(self.conflicts), files, changed, frozenset(self.checked), len(self.untranslated))

    def place(self, match: re.Match[str]) -> str | None:
        """Return which text of the site a key means; one that moved is known by its words, if they stand there once."""
        place = match["place"]
        passage = self.known.get(place)
        if passage and digest(passage.words.get(self.parcel.source, "")) == match["source"]:
            return place
        same = self.same.get((match["source"], match["old"]), [])
        return same[0] if len(same) == 1 else place if passage else None

    def text(self, text: Returned, place: str, source: str, old: str) -> None:
        """Look at one text whose place is known."""
        passage = self.known[place]
        there = passage.places.get(self.parcel.target) or next(iter(passage.places.values()))
        now = {code: passage.words.get(code, "").strip() for code in (self.parcel.source, self.parcel.target)}
        words = text.words
        if digest(words) == old and not text.checked:
            if not words:
                self.untranslated[place] = passage
            return
        if digest(now[self.parcel.source]) != source:
            self.conflict(
                text, "source-changed", now[self.parcel.source], passage.places.get(self.parcel.source, there)
            )
        elif words == now[self.parcel.target]:
            if text.checked and words:
                self.checked.add(place)
        elif digest(now[self.parcel.target]) != old:
            self.conflict(text, "target-changed", now[self.parcel.target], there)
        elif not words:
            self.faults.append(Fault(text.at, "empty", {"words": now[self.parcel.target]}, there))
        elif not any(fault.at == text.at for fault in self.parcel.faults):
            wrong = [Fault(text.at, code, values, there) for code, values in self.wrong(now[self.parcel.source], words)]
            self.faults += wrong
            if not wrong:
                self.chosen.append((place, passage, text))

    def conflict(self, text: Returned, code: str, words: str, there: Source) -> None:
        self.conflicts.append(Fault(text.at, code, {"words": words or "—"}, there))

    def wrong(self, source: str, words: str) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Yield what is wrong with the words of a translation."""
        pair = (figures(source), figures(words))
        for name in sorted((pair[0] - pair[1]).keys()):
            yield "figure-lost", {"mark": f"{{{{ {name} }}}}"}
        for name in sorted((pair[1] - pair[0]).keys()):
            yield "figure-added", {"mark": f"{{{{ {name} }}}}"}
        own, target = self.parcel.source, self.parcel.target
        pair = (links(source, own, target), links(words, target, target))
        for page in sorted((pair[0] - pair[1]).keys()):
            yield "link-lost", {"mark": page}
        for page in sorted((pair[1] - pair[0]).keys()):
            yield "link-added", {"mark": page}
        if words.count("**") % 2 and not source.count("**") % 2:
            yield "emphasis", {}

    def doubt(self) -> None:
        """Look at the new words with the rules of the site: their language, and the figures in them."""
        source, target = self.parcel.source, self.parcel.target
        new = [
            replace(
                passage,
                words={source: passage.words[source], target: text.words},
                places={code: passage.places.get(code, passage.places[source]) for code in (source, target)},
            )
            for _, passage, text in self.chosen
        ]
        texts = {id(passage): text for passage, (_, _, text) in zip(new, self.chosen, strict=True)}
        for passage, problem in _doubtful(self.site, new):
            there = passage.places[target]
            self.faults.append(Fault(texts[id(passage)].at, problem.code, problem.values, there))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file with its new words; what cannot be written becomes a fault."""
        language = self.parcel.target
        files: dict[str, list[tuple[Replacement, Returned]]] = defaultdict(list)
        pages: dict[str, list[tuple[Replacement, Returned]]] = defaultdict(list)
        for _, passage, text in self.chosen:
            if language in passage.words:
                old = passage.words[language]
                before, after = old[: len(old) - len(old.lstrip())], old[len(old.rstrip()) :]
                at = passage.places[language]
                files[at.path].append((Replacement(at, f"{before}{text.words}{after}", language), text))
            elif passage.chapter is None:
                at = passage.places[self.parcel.source]
                files[at.path].append((Replacement(at, text.words, language, added=True), text))
            elif language in passage.chapter.texts:
                self.faults.append(Fault(text.at, "no-place", {}, passage.places[self.parcel.source]))
            else:
                at = passage.places[self.parcel.source]
                pages[at.path].append((Replacement(at, text.words, language), text))
        for path, changes in files.items():
            content = self.written(path, changes, replaced)
            if content is not None:
                yield path, content
        for path, changes in pages.items():
            new = re.sub(rf"\.{self.parcel.source}\.md$", f".{language}.md", path)
            passage = next(passage for _, passage, text in self.chosen if text is changes[0][1])
            chapter = passage.chapter
            whole = [p for p in of_chapter(chapter, passage.plan)] if chapter else []
            if len(whole) != len(changes):
                values = {"file": new, "count": len(whole) - len(changes), "all": len(whole)}
                self.faults.append(Fault(changes[0][1].at, "page-incomplete", values, Source(path)))
            elif (page := self.written(path, changes, sister)) is not None:
                yield new, page

    def written(
        self,
        path: str,
        changes: list[tuple[Replacement, Returned]],
        write: Callable[[str, list[Replacement]], str],
    ) -> bytes | None:
        """Return a file with its new words; None where it cannot say some of them, which becomes a fault each."""
        text = (self.root / path).read_bytes().decode("utf-8")
        try:
            return write(text, [replacement for replacement, _ in changes]).encode("utf-8")
        except CannotReplaceError:
            guilty = [change for change in changes if not _fits(text, change[0])] or changes
        for replacement, returned in guilty:
            self.faults.append(Fault(returned.at, "cannot-write", {"words": replacement.words}, replacement.at))
        return None


def _doubtful(site: Site, found: Sequence[Passage]) -> Iterator[tuple[Passage, Problem]]:
    """Yield what the rules about language and figures say of texts, each with its text.

    The rules are slow to begin and say places, not texts: whose a problem is, is found by halves.
    """
    problems = [*check_languages(found, site), *check_figures(site, found)]
    if len(found) == 1:
        yield from ((found[0], problem) for problem in problems)
    elif problems:
        middle = len(found) // 2
        yield from _doubtful(site, found[:middle])
        yield from _doubtful(site, found[middle:])


def _fits(text: str, replacement: Replacement) -> bool:
    try:
        replaced(text, [replacement])
    except CannotReplaceError:
        return False
    return True


def as_line(fault: Fault, words: Catalogue) -> str:
    """Return `parcel:line:column: file:line:column: what is wrong. How to mend it. [code]`."""
    if fault.code in FAULTS:
        rule = FAULTS[fault.code]
        values = {name: " ".join(str(value).split()) for name, value in fault.values.items()}
        wrong, mend = (words.gettext(text).format(**values) for text in (rule.wrong, rule.mend))
    else:
        wrong, mend = describe(Problem(fault.at, fault.code, fault.values), words)
    there = f" {fault.there}:" if fault.there else ""
    return f"{fault.at}:{there} {wrong}. {mend} [{fault.code}]"
