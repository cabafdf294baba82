"""What each problem says, and how to mend it.

Flows in: problems. Flows out: text in the editor's language. Texts are English message ids; the catalogues hold the
Finnish and Swedish ones. Names in braces are filled from the problem's values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .localizer import Catalogue
from .source import Problem, Severity


def _(text: str) -> str:
    """Mark a text for extraction; it is translated when it is shown."""
    return text


@dataclass(frozen=True)
class Rule:
    """What is wrong, and how to mend it."""

    wrong: str
    mend: str


RULES: Mapping[str, Rule] = {
    # Files
    "missing-file": Rule(
        _("the file is missing"), _("Create it, or copy it from another plan and change its contents.")
    ),
    "empty-file": Rule(_("the file is empty"), _("Write its contents, or delete the file.")),
    "unknown-file": Rule(
        _("'{name}' is not a file that a plan can hold"),
        _("Rename it{suggestion}. These exist: {known}."),
    ),
    "unused-place": Rule(
        _("nothing refers to the place '{name}'"),
        _("Write it as the 'source' of what comes from there, or delete it from 'documents' in plan.yaml."),
    ),
    "unused-name": Rule(_("nothing in this file uses '{name}'"), _("Use it where it belongs, or delete it.")),
    "not-shown": Rule(
        _("no page in the language '{language}' shows '{name}'"),
        _("Write the line '::: {kind}' on a page of the plan, in every language."),
    ),
    "unused-file": Rule(
        _("no table uses this spreadsheet"),
        _("Name it in a table of budget.yaml, as 'rows: …', or delete it."),
    ),
    "csv-header": Rule(
        _("the first line of the spreadsheet is not right: '{name}'"),
        _("Write the names of the columns there, 'id' among them. These are known: {known}."),
    ),
    "file-too-large": Rule(_("the file is larger than {limit} MB"), _("Move pictures and attachments out of it.")),
    "bad-file-name": Rule(
        _("the name of the file does not tell its language"),
        _("Name it like '10-need.fi.md': lower-case letters, hyphens, the language ({languages}) and '.md'."),
    ),
    "not-utf-8": Rule(
        _("the file is not saved as UTF-8"),
        _("Open it in your editor, choose 'Save as' or 'Save with encoding', and choose UTF-8."),
    ),
    "control-character": Rule(
        _("there is an invisible control character ({code}) here"),
        _("Delete the character, or write the line again."),
    ),
    "missing-sister": Rule(
        _("the page has no version in the language '{language}'"),
        _("Write it in the file '{file}' in the same folder."),
    ),
    "missing-front-matter": Rule(
        _("the page has no title"),
        _("Begin the file with three lines: '---', 'title: …' and 'description: …', and then '---'."),
    ),
    # YAML
    "yaml-tab": Rule(_("the line is indented with a tab"), _("Use spaces: two for each step inwards.")),
    "yaml-quote": Rule(
        _("the text in quotation marks that begins here ends too early or not at all"),
        _("Put the same mark at the end of the text; inside the text write ” instead."),
    ),
    "yaml-bracket": Rule(
        _("a bracket or brace is opened here and not closed properly"),
        _("Close it, put commas between its parts, and put texts that contain commas or brackets in quotation marks."),
    ),
    "yaml-colon": Rule(
        _("there is a second colon on the line: {text}"),
        _("Put the whole text in quotation marks."),
    ),
    "yaml-no-colon": Rule(
        _("the line has no colon after its first word: {text}"),
        _("Write a word, a colon, a space and the value, for instance 'title: …'."),
    ),
    "yaml-hash": Rule(
        _("the text is cut at the sign #, before '{text}'"),
        _("Put the whole text in quotation marks; a comment needs a space after #."),
    ),
    "yaml-comma": Rule(
        _("the text is cut at a comma, before '{text}'"),
        _("Put texts that contain commas in quotation marks."),
    ),
    "yaml-backslash": Rule(
        _("a backslash in double quotation marks means something else: {text}"),
        _("Put the text in single quotation marks ('…')."),
    ),
    "yaml-indent": Rule(
        _("the line does not line up with the ones above it: {text}"),
        _("Begin it in the same column as the others of its kind; a new item of a list begins with '- '."),
    ),
    "yaml-start-character": Rule(
        _("a text cannot begin with this character: {text}"),
        _("Put the whole text in quotation marks."),
    ),
    "yaml-syntax": Rule(
        _("the line cannot be read: {text}"),
        _("Compare it with the lines around it. The reader says: {detail}."),
    ),
    "yaml-unclear": Rule(
        _("'{text}' is a number or a word of its own to some programs, and a text to others"),
        _("Put a text in quotation marks. Write numbers like 5 or 0.5, and true or false in small letters."),
    ),
    "yaml-alias": Rule(
        _("the signs &, * and << refer to another value in YAML, and are not used here"),
        _("If a text begins with such a sign, put it in quotation marks. Otherwise write the whole value out."),
    ),
    "yaml-tag": Rule(
        _("an exclamation mark at the beginning of a text means a tag in YAML: '{tag}'"),
        _("Put the whole text in quotation marks, or remove the mark."),
    ),
    "yaml-key": Rule(
        _("the key is not a word"),
        _("Write a word and a colon, for instance 'title:'. A value that begins with '{{{{' needs quotation marks."),
    ),
    "yaml-too-deep": Rule(
        _("the values lie more than {limit} steps inside each other"), _("Check the indentation and the brackets.")
    ),
    "duplicate-key": Rule(
        _("the key '{key}' stands here for the second time; the first is on line {line}"),
        _("Delete one of them."),
    ),
    # Shape
    "unknown-key": Rule(_("unknown key '{name}'"), _("Mend the spelling{suggestion}. These are known here: {known}.")),
    "missing-key": Rule(_("the key '{key}' is missing"), _("Add the line '{key}: …' here.")),
    "written-twice": Rule(
        _("'{key}' is written both here and in {file}"),
        _("Keep one of them and delete the other."),
    ),
    "not-filled-in": Rule(
        _("this is not filled in yet: {text}"),
        _("Write what belongs here in its place. If the source does not tell it and it may be missing, delete it."),
    ),
    "empty-value": Rule(_("'{key}' has no value"), _("Write the value after the colon, or delete the line.")),
    "single-value-expected": Rule(
        _("'{key}' must be one text or number, but there is a list or a group of keys"),
        _("Put the whole text in quotation marks, the brackets or braces at its beginning included."),
    ),
    "keys-expected": Rule(
        _("the file must begin with keys, such as 'title: …'"),
        _("Write the keys first and put the rest below them; compare the file with the same one of another plan."),
    ),
    "whole-number-expected": Rule(
        _("'{key}' must be a whole number, but there is '{value}'"),
        _("Write it without decimals."),
    ),
    "text-expected": Rule(
        _("'{key}' must be a text, but there is {value}"),
        _("Put the value in quotation marks."),
    ),
    "number-expected": Rule(
        _("'{key}' must be a number, but there is '{value}'"),
        _("Write only figures, without spaces, unit or quotation marks: 76000, or 1.5 with a decimal point."),
    ),
    "number-too-small": Rule(_("'{key}' is too small: {value}"), _("The smallest allowed value is {ge}.")),
    "number-too-large": Rule(_("'{key}' is too large: {value}"), _("The largest allowed value is {le}.")),
    "most-too-small": Rule(
        _("'most' is {most}, but 'times' is {times}"),
        _("Write the smaller number as 'times' and the larger as 'most'; one number alone is 'times'."),
    ),
    "boolean-expected": Rule(_("'{key}' must be true or false, but there is '{value}'"), _("Write true or false.")),
    "list-expected": Rule(_("'{key}' must be a list"), _("Put each item on a line of its own, beginning with '- '.")),
    "mapping-expected": Rule(
        _("'{key}' must hold keys and values"),
        _("Write them one a line, indented, like 'title: …'. A text in several languages is {{fi: …, sv: …}}."),
    ),
    "empty-text": Rule(_("'{key}' is empty"), _("Write the text, or delete the line.")),
    "empty-list": Rule(_("'{key}' is an empty list"), _("Write at least one item.")),
    "no-items": Rule(
        _("there is nothing under '{key}'"),
        _(
            "Write at least one item. If the source has none, say so: delete '{key}' and write "
            "'none: {{fi: …, sv: …}}' and 'source: …' in its place."
        ),
    ),
    "none-and-items": Rule(
        _("'none' says that the source has nothing here, but there are items under '{key}'"),
        _("Delete either 'none' and the 'source' beside it, or '{key}'."),
    ),
    "bad-id": Rule(
        _("'{value}' cannot be an id"),
        _("Use small letters a–z, figures and hyphens, for instance 'first-pilot'."),
    ),
    "bad-email": Rule(
        _("'{value}' is not an e-mail address"),
        _("Write it with an at sign, for instance palaute@example.fi."),
    ),
    "bad-form": Rule(
        _("'{value}' is not the address of a form that can be told which page feedback is about"),
        _("Write the whole https address, with {{page}} where it takes the address of the page (…?page={{page}})."),
    ),
    "bad-code": Rule(
        _("'{value}' is not the code of a municipality"),
        _('Write three figures in quotation marks, for instance "020".'),
    ),
    "languages-expected": Rule(
        _("the text '{value}' stands in no language"),
        _("Write it in every language: {{fi: …, sv: …}}."),
    ),
    "wrong-value": Rule(
        _("the value of '{key}' cannot be used: '{value}'"), _("Compare it with the same key in another plan.")
    ),
    "bad-date": Rule(
        _("'{value}' is not a date"),
        _("Write year, month and day with two figures each, like 2024-04-25, and check that the day exists."),
    ),
    "bad-period": Rule(
        _("'{value}' is not a time, or it ends before it begins"),
        _(
            "Write for instance 2024-04-25, 2024-11, 2024-Q3, 2024-H1, 2024-spring (summer, autumn, late), 2024, "
            "a range 2024-11/2024-12, or an open end 2025-12/.."
        ),
    ),
    "bad-quantity": Rule(
        _("'{value}' is not a quantity"),
        _(
            "Write for instance 1050, 4.12, about 2670, over 10, under 14, at least 100, at most 20, a range 20..25, "
            "parts 48 + 34, a part of a whole 698 / 788, yes, no, later, unknown or missing. "
            "A unit may follow: 1.5 month."
        ),
    ),
    "unit-missing": Rule(
        _("'{value}' has no unit"),
        _("Write the unit after the number, for instance 1.5 month. The units are in data/units.yaml."),
    ),
    "unit-without-words": Rule(
        _("the unit '{id}' has neither a sign nor words"),
        _("Write a sign ('sign') or the words in every language ('forms')."),
    ),
    "sisters-differ": Rule(
        _("the sister file in the other language goes another way here: '{here}' – '{there}' ({other})"),
        _("Give both files the same headings, paragraphs, items and ::: lines, or write 'summary: true' at the top."),
    ),
    "summary-without-day": Rule(
        _("a summary in the language '{language}' must tell when the whole text comes"),
        _("Add 'full: ' and a day, for instance 'full: 2027-03-01'. Readers are told."),
    ),
    "full-version-late": Rule(
        _("the whole text was promised by {day}, and that day has passed"),
        _("Publish the whole text and take 'full' away, or give a new day."),
    ),
    "full-without-summary": Rule(
        _("'full' tells when a summary becomes a whole text, but this is no summary"),
        _("Add 'summary: true', or take 'full' away."),
    ),
    "exempt-without-reason": Rule(
        _("nothing is told in the language '{language}', and readers are not told why"),
        _("Write the reason in that language. The summary in easy language cannot be left out."),
    ),
    "exempt-but-there": Rule(
        _("the text is said to be missing in a language, but {file} is there"),
        _("Take the language out of 'exempt', or delete the file."),
    ),
    "nowhere-full": Rule(
        _("'{name}' is not told as a whole in any language"),
        _("One language must have all of it: take 'summary' or the state away from one."),
    ),
    "missing-on-page": Rule(
        _("the text stands on the page '{page}', but it is missing in the language '{language}'"),
        _("Add the text in that language, or tell in plan.yaml under 'languages' what there is of the plan in it."),
    ),
    "missing-language": Rule(
        _("the text is missing in: {languages}"),
        _("Write it in the same place: {{fi: …, sv: …}}."),
    ),
    "unknown-language": Rule(
        _("'{key}' is not a language of this site"),
        _("Use one of these: {known}. New languages are added in data/site.yaml."),
    ),
    "originals-differ": Rule(
        _("'original' is '{language}' here, but another language of the page says '{other}'"),
        _("Write the language in which the page is first written, the same in each file of the page."),
    ),
    "translation-behind": Rule(
        _("the translation follows what {source} said on {day}; that text has changed"),
        _("Bring the translation up to date. If it still says the same, run 'planssi accept {place}'."),
    ),
    "translation-not-recorded": Rule(
        _("nobody has recorded that the translations in this file say the same as their sources: {count}"),
        _("Compare them with their sources, and then run 'planssi accept --new {file}'."),
    ),
    "bad-acceptance": Rule(
        _("the line is not one that 'planssi accept' has written: {text}"),
        _("Delete the line. Translations that are then told to be unrecorded can be recorded anew."),
    ),
    "text-or-gap": Rule(
        _("the point says nothing"),
        _(
            "Write its 'text'. If the source leaves it open, write 'gap: prompt' (a prompt that nobody filled in), "
            "'gap: cut' (a sentence that breaks off), 'gap: later' (told later) or 'gap: missing' (nothing)."
        ),
    ),
    # Meaning
    "unknown-name": Rule(_("'{name}' is not known here"), _("Mend the spelling{suggestion}. These exist: {known}.")),
    "unknown-place": Rule(
        _("'{name}' is not a place in the source documents"),
        _("Mend the spelling{suggestion}, or add the place to 'documents' in plan.yaml."),
    ),
    "unknown-region": Rule(
        _("the folder '{name}' is not named after a region"),
        _("Rename the folder{suggestion}; the ids are in data/regions.yaml."),
    ),
    "duplicate-name": Rule(_("the name '{name}' stands already on line {line}"), _("Delete one of the lines.")),
    "duplicate-id": Rule(
        _("the id '{id}' stands here for the second time; the first is on line {line}"),
        _("Give each item an id of its own."),
    ),
    "duplicate-address": Rule(
        _("the address '{url}' would belong to two pages; the other is {other}"),
        _("Change the slug or the title of one of them."),
    ),
    "bad-address": Rule(
        _("'{slug}' cannot be a part of an address"),
        _("Use small letters a–z, figures and hyphens."),
    ),
    "value-expected": Rule(
        _("the figure needs a number or words, and not both"),
        _("Write a number as 'is: 25'. Where the source has only words, write 'words: {{fi: …, sv: …}}'."),
    ),
    "unknown-column": Rule(
        _("there is no column '{name}'"),
        _("Mend the spelling{suggestion}, or add the column to 'columns' in the same file. These exist: {known}."),
    ),
    "units-differ": Rule(
        _("the figures of '{id}' count different things"),
        _("Give all of them units that can be compared, such as day and month; the units are in data/units.yaml."),
    ),
    "comparator-gone": Rule(
        _("the last target of '{id}' is exactly {value}, but the ones before it say '{bound}'"),
        _("Check it against the source. If the source says so, tell it: {{is: …, note: {{fi: …, sv: …}}}}."),
    ),
    "part-without-whole": Rule(
        _("the first figure of '{id}' cannot be a part of the one before it"),
        _("Write the whole first, or delete 'part'."),
    ),
    "part-exceeds-whole": Rule(
        _("a part of '{id}' is larger than its whole"),
        _("Check both figures against the source, and their units."),
    ),
    "reach-exceeds-size": Rule(
        _("more of '{id}' are to be reached than there are"),
        _("Check both figures against the source. If the source says so, tell that in 'note' of the group."),
    ),
    "one-of-two": Rule(_("here belongs either '{first}' or '{second}'"), _("Write one of them, and only one.")),
    "unknown-version": Rule(
        _("plan.yaml names no earlier version '{name}'"),
        _("Write 'id: {name}' at the version that the folder belongs to, or rename the folder{suggestion}."),
    ),
    "version-is-current": Rule(
        _("the folder holds the facts of '{name}', which is the newest version"),
        _("The newest version stands in the plan's own folder. Name the folder after an earlier version."),
    ),
    "versions-backwards": Rule(
        _("the version is older than the one before it"), _("List the versions from the oldest to the newest.")
    ),
    "no-earlier-version": Rule(
        _("nothing is known of the version before this one"),
        _("Put its files into the folder versions/, under the id that it has in plan.yaml, or delete this."),
    ),
    "transfer-differs": Rule(
        _("the sum of '{row}' changed by {change} €, but the transfers move {moved} € to it"),
        _("Correct the transfer or the sums; if the source has it so, tell why in 'differs', in every language."),
    ),
    "transfer-agrees": Rule(
        _("the transfer agrees with the sums, but 'differs' says why it does not"), _("Delete 'differs' here.")
    ),
    "part-of-itself": Rule(
        _("'{id}' is a part of itself"), _("Check 'part_of' here and in what it is said to be a part of.")
    ),
    "into-missing": Rule(
        _("'{id}' is merged, but the file does not say into what"),
        _("Add the line 'into: …' with the id of the measure in which it goes on."),
    ),
    "into-without-merged": Rule(
        _("'{id}' goes on in another measure, but its state is not 'merged'"),
        _("Write 'state: merged', or delete the line 'into'."),
    ),
    "merged-into-itself": Rule(
        _("'{id}' is merged into itself"), _("Check 'into' here and in the measure that it names.")
    ),
    "cells-and-columns": Rule(
        _("the row '{id}' has {cells} figures, but the table has {columns} columns"),
        _("Give one figure for each column, in their order; write null where the source leaves a blank."),
    ),
    "sum-differs": Rule(
        _("'{row}', column '{column}': the source states {stated}, but the other figures make {computed}"),
        _(
            "Check the figures against the source. If it does not itemise the rest of a sum, name the rest with "
            "'remainder'. If it does not add up, say why in 'explained': rule {rule}, cell {cell}, "
            "difference {difference}."
        ),
    ),
    "nothing-to-explain": Rule(
        _("there is no difference of {difference} at '{cell}' by the rule '{rule}'"),
        _("Delete the explanation, or mend its rule, cell and difference."),
    ),
    "claim-differs": Rule(
        _("'{id}' is {stated} here, but the table makes it {computed}"),
        _("Check both against the source. If the source itself differs, say why in 'differs'."),
    ),
    "empty-cell": Rule(
        _("the cell says nothing"),
        _("Write in it what the source says, or delete the cell: the page then says that the source does not tell."),
    ),
    "range-backwards": Rule(
        _("the highest amount {most} is not above the lowest, {amount}"),
        _("Check both against the source; if there is only one amount, delete 'most'."),
    ),
    "outside-plan": Rule(
        _("the time of '{id}' is outside the plan's period"),
        _(
            "Check both against the source; the period is in plan.yaml. If the source says so, tell why: "
            "outside: {{fi: …, sv: …}}."
        ),
    ),
    "needless-outside": Rule(
        _("'outside' explains why a time of '{id}' is outside the plan's period, but the time is inside it"),
        _("Check the time against the source, or delete 'outside'."),
    ),
    "when-and-bars": Rule(
        _("'{id}' has both 'when' and 'bars'"),
        _("Write one time as 'when', or all of them as 'bars'."),
    ),
    "phase-too-early": Rule(
        _("in '{id}' the phase '{phase}' begins before '{earlier}', which comes before it in 'phases'"),
        _("Check the times against the source. If phases may begin in any order, delete 'ordered'."),
    ),
    "group-too-deep": Rule(
        _("the group '{id}' is in the group '{outer}', which is itself in a group"),
        _("Groups lie at most two deep: take 'part_of' away from one of them."),
    ),
    "told-too-early": Rule(
        _("the time of '{id}' is after {updated}, the day on which the plan was last changed here"),
        _("Check the time against the source. If it is right, bring 'updated' in plan.yaml up to date."),
    ),
    "reported-twice": Rule(
        _("'{measure}' has another report of the same time on line {line}"),
        _("Delete one of them, or write their times as exactly as the source says them."),
    ),
    "reached-no-milestone": Rule(
        _("'{id}' says '{key}' of something that is no milestone"),
        _("Write 'milestone: true' beside the time that it belongs to, or delete '{key}'."),
    ),
    "reached-before-plan": Rule(
        _("the milestone '{id}' is told to have been reached before the plan begins"),
        _("Check the time against the source; the period is in plan.yaml."),
    ),
    "outside-scale": Rule(
        _("{value} is outside the scale {least}–{most}"), _("Check the figure and 'scale' in the same file.")
    ),
    "no-scale": Rule(
        _("'{key}' is given, but the file does not say on which scale"),
        _("Write 'scale' after 'title', or delete the levels and points that the source does not state."),
    ),
    "scale-backwards": Rule(
        _("the scale begins at {from} and ends at {to}"),
        _("Write the smaller number as 'from' and the larger as 'to'."),
    ),
    "points-of-words": Rule(
        _("the risk has {points} points, but the scale is made of words"),
        _("Delete the points, or write the scale as numbers: {{from: 1, to: 5}}."),
    ),
    "wrong-points": Rule(
        _("likelihood {likelihood} × impact {impact} is {product}, but the points are {points}"),
        _("Check the three figures against the source."),
    ),
    "class-too-low": Rule(
        _("the class ends at {bound}, no higher than the one before it ({before})"),
        _("Let the classes rise, the lowest first."),
    ),
    "class-not-highest": Rule(
        _("the highest class ends at {bound}, so the worst risks belong to none"),
        _("Let the last class end at 1."),
    ),
    "statement-too-old": Rule(
        _("the accessibility statement was last reviewed on {reviewed}, more than a year before the newest content"),
        _("Review the statement and write the day of the review here."),
    ),
    # Prose
    "heading-level": Rule(
        _("the heading has level {level}, but here it must be {levels}"),
        _("Begin it with {mark}. The title of the page comes from 'title', so the text begins with level 2 (##)."),
    ),
    "unknown-block": Rule(
        _("unknown line '::: {name}'"),
        _("Mend the spelling{suggestion}. These exist: {known}."),
    ),
    "empty-block": Rule(
        _("'::: {name}' has nothing to show: the plan has no file {name}.yaml"),
        _("Write the file, or delete this line."),
    ),
    "empty-overview": Rule(
        _("'::: overview {by}' has nothing to show: no measure tells it"),
        _("Write it in measures.yaml, timeline.yaml or budget.yaml, or delete this line."),
    ),
    "block-twice": Rule(_("'::: {name}' stands on this page for the second time"), _("Delete one of the lines.")),
    "unknown-figure": Rule(
        _("'{{{{ {name} }}}}' refers to no fact"),
        _("Mend the spelling{suggestion}. These exist: {known}."),
    ),
    "figures-differ": Rule(
        _("'{here}' stands here, but '{there}' in the other language ({place})"),
        _("Mend the one that is wrong{reference}."),
    ),
    "figure-missing": Rule(
        _("this text lacks '{figure}', which stands in the other language ({place})"),
        _("Write it here, or delete it there{reference}."),
    ),
    "figure-unknown": Rule(
        _("the facts of the plan hold no '{figure}'{nearest}"),
        _("Mend it, or write it as a fact into the file of its kind{reference}."),
    ),
    "dead-link": Rule(
        _("the link '{target}' leads nowhere"),
        _("Link to a file of this site by its path from here (60-risks.fi.md), or to a whole https address."),
    ),
    "link-to-other-language": Rule(
        _("the link '{target}' leads to a page in another language"),
        _("Link to the page in the language of this one: its name ends in '.{language}.md'."),
    ),
    "stray-notation": Rule(
        _("this stands where it means nothing: {text}"),
        _("Begin a line that places a block with ::: in the first column. Tables come from YAML files."),
    ),
    "raw-html": Rule(
        _("HTML is not used in the text: {tag}"),
        _("Write it in Markdown; '<' alone is fine."),
    ),
    "term-variant": Rule(
        _("'{said}' is not the word that this site uses"),
        _("Write '{term}' instead. The words are in data/terms.yaml."),
    ),
    "duplicate-term": Rule(
        _("the word '{word}' belongs to the term '{term}' already"),
        _("Delete it from one of the two, or make them one term."),
    ),
    "variant-is-a-term": Rule(
        _("'{variant}' is to be avoided, but the term '{term}' has it: '{word}'"),
        _("Delete one of them, or write the word to be avoided to its end so that it does not mean the term."),
    ),
    "bad-mark": Rule(
        _("'{text}' does not tell the language of the words before it"),
        _("Write the code of the language, and nothing else: [Social- och hälsovård]{{lang=sv}}."),
    ),
    "missing-chapter": Rule(
        _("the page '{name}' is missing"),
        _("Write the files: {files}."),
    ),
    # Languages
    "wrong-language": Rule(
        _("on a page in the language '{language}' this seems to be in the language '{found}': “{text}”"),
        _(
            "Translate it. A name that stands as it is belongs in data/names.yaml; in Markdown other words may be "
            "marked, too: [words]{{lang={found}}}."
        ),
    ),
    "same-words": Rule(
        _("the words are the same as in the language '{language}': “{text}”"),
        _("Translate them. A name or word that stands as it is in every language belongs in data/names.yaml."),
    ),
}


def describe(problem: Problem, catalogue: Catalogue) -> tuple[str, str]:
    """Return what is wrong and how to mend it, in the catalogue's language."""
    rule = RULES[problem.code]
    values = {name: str(value) for name, value in problem.values.items()}
    if values.get("suggestion"):
        values["suggestion"] = catalogue.gettext(" (did you mean '{name}'?)").format(name=values["suggestion"])
    if values.get("reference"):
        refer = catalogue.gettext(", or refer in every language to the fact '{{{{ {name} }}}}'")
        values["reference"] = refer.format(name=values["reference"])
    if values.get("nearest"):
        nearest = catalogue.gettext("; the nearest is {value} ({place})")
        values["nearest"] = nearest.format(value=values["nearest"], place=values["place"])
    return catalogue.gettext(rule.wrong).format(**values), catalogue.gettext(rule.mend).format(**values)


def as_line(problem: Problem, catalogue: Catalogue) -> str:
    """Return `path:line:column: severity: what is wrong. How to mend it. [code]`."""
    wrong, mend = describe(problem, catalogue)
    severity = catalogue.gettext("error") if problem.severity is Severity.ERROR else catalogue.gettext("warning")
    return f"{problem.at}: {severity}: {wrong}. {mend} [{problem.code}]"
