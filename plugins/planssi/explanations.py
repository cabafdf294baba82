"""What each problem means in general, and why its rule is there.

Flows in: nothing. Flows out: codes in the groups in which people look for them, each with its title and its reason, as
English message ids. `messages` says what is wrong with one place in a file; this is what the pages of help begin with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


def _(text: str) -> str:
    """Mark a text for extraction; it is translated when it is shown."""
    return text


@dataclass(frozen=True)
class Explanation:
    """What is wrong in general words, and why that matters; the reason is empty where it goes without saying."""

    title: str
    why: str = ""


@dataclass(frozen=True)
class Group:
    """Codes that belong together, in the order of the list of help."""

    title: str
    explanations: Mapping[str, Explanation]


GROUPS = (
    Group(
        _("Files"),
        {
            "missing-file": Explanation(
                _("A file is missing"),
                _("A plan needs at least the file plan.yaml, and the site needs every file of the folder data."),
            ),
            "empty-file": Explanation(
                _("A file is empty"),
                _("An empty file does not tell whether the source has nothing or somebody was interrupted."),
            ),
            "unknown-file": Explanation(
                _("A plan's folder holds a file that does not belong there"),
                _(
                    "The name of a file tells what it holds. Windows may hide the end of a name, so 'risks.yaml' can "
                    "really be 'risks.yaml.txt'."
                ),
            ),
            "unused-file": Explanation(
                _("No table uses a spreadsheet"),
                _("What no table names is not on the site, though somebody may believe that it is."),
            ),
            "unused-place": Explanation(
                _("Nothing refers to a place in a source document"),
                _("A chapter that nothing refers to is often one from which something was forgotten."),
            ),
            "unused-name": Explanation(
                _("Nothing uses a name that a file gives"),
                _("A column, phase, group or footnote that nothing uses is often a row that was forgotten."),
            ),
            "not-shown": Explanation(
                _("No page shows a fact"),
                _("What no page places is in the files but not on the site, though somebody may believe that it is."),
            ),
            "csv-header": Explanation(
                _("The first line of a spreadsheet does not name its columns"),
                _("The first line tells which column is which, so columns may stand in any order."),
            ),
            "file-too-large": Explanation(
                _("A file is too large"),
                _("Texts and facts are small. A large file usually has a picture or an attachment pasted into it."),
            ),
            "bad-file-name": Explanation(
                _("The name of a page does not tell its language"),
                _("Each page is one file in each language, and only the name tells them apart."),
            ),
            "not-utf-8": Explanation(
                _("A file is not saved as UTF-8"),
                _(
                    "In another encoding, letters such as ä, ö and å turn into other signs. Old Windows programs save "
                    "so."
                ),
            ),
            "control-character": Explanation(
                _("There is an invisible character in a text"),
                _(
                    "Such characters come along when text is copied from a PDF or another program, and they can break "
                    "the page."
                ),
            ),
            "missing-sister": Explanation(
                _("A page is missing in one language"),
                _(
                    "Both languages are equal: a page is there in every language, or readers are told why it is not. "
                    "If it cannot be translated, write 'exempt' and the reason at the top of the page that there is."
                ),
            ),
            "sisters-differ": Explanation(
                _("A page and its sister do not have the same parts"),
                _(
                    "Readers of both languages get the same: heading by heading, paragraph by paragraph. What one page "
                    "has and the other lacks is easily overlooked in a long text."
                ),
            ),
            "summary-without-day": Explanation(
                _("A summary does not tell when the whole text comes"),
                _("Who gets less today must know when there will be more, and whom to ask."),
            ),
            "full-version-late": Explanation(
                _("A promised translation is late"),
                _("The page tells readers a day, and a promise that has passed is worse than none."),
            ),
            "full-without-summary": Explanation(
                _("A page that is whole promises to become whole"),
                _("Only a summary tells readers when the rest comes."),
            ),
            "exempt-without-reason": Explanation(
                _("A page is missing in a language without a reason"),
                _(
                    "Readers are told in their own language why a text is not in it. Every plan has at least its "
                    "summary in every language that it is told in."
                ),
            ),
            "exempt-but-there": Explanation(
                _("A page is said to be missing, but it is there"),
                _("Readers would be told that there is no page in their language, beside a link to it."),
            ),
            "nowhere-full": Explanation(
                _("No language tells all of it"),
                _("A summary leads its readers to a whole text, so there must be one."),
            ),
            "missing-on-page": Explanation(
                _("A page shows a text that is not in its language"),
                _(
                    "A page is never a mix of languages. Of a plan that is told only in short in some language, the "
                    "first page and the summary must be in that language as a whole."
                ),
            ),
            "missing-front-matter": Explanation(
                _("A page has no title"),
                _("Menus, search engines and screen readers need the title and the description of every page."),
            ),
            "missing-chapter": Explanation(
                _("A page that must exist is missing"),
                _(
                    "Every plan has a summary in plain language, and every site a feedback form and an accessibility "
                    "statement."
                ),
            ),
        },
    ),
    Group(
        _("Writing YAML"),
        {
            "yaml-tab": Explanation(
                _("A line is indented with a tab"),
                _(
                    "The indentation tells what belongs to what. A tab is of different width in different programs, "
                    "so YAML does not allow it."
                ),
            ),
            "yaml-quote": Explanation(
                _("A text in quotation marks is not closed"),
                _("A text that begins with a quotation mark goes on until the next one, even over many lines."),
            ),
            "yaml-bracket": Explanation(_("A bracket or brace is not closed")),
            "yaml-colon": Explanation(
                _("There is a colon inside a text"),
                _(
                    "A colon and a space stand between a key and its value. A second one makes the line ambiguous, "
                    "unless the text is in quotation marks."
                ),
            ),
            "yaml-no-colon": Explanation(
                _("A line has no colon"), _("Each line is a key, a colon, a space and a value.")
            ),
            "yaml-hash": Explanation(
                _("A text is cut at the sign #"),
                _("After a space, # begins a comment: the rest of the line would not be shown on the page."),
            ),
            "yaml-comma": Explanation(
                _("A text inside braces is cut at a comma"),
                _("Between braces a comma separates the parts, so a text with a comma needs quotation marks there."),
            ),
            "yaml-backslash": Explanation(
                _("There is a backslash in double quotation marks"),
                _("In double quotation marks the backslash gives the sign after it another meaning."),
            ),
            "yaml-indent": Explanation(
                _("A line is not in the right column"), _("The indentation tells what belongs to what.")
            ),
            "yaml-start-character": Explanation(
                _("A text begins with a character that it cannot begin with"),
                _("Some characters, such as @, % and `, mean something else in YAML at the beginning of a text."),
            ),
            "yaml-syntax": Explanation(
                _("A line cannot be read"),
                _(
                    "Something is not YAML, and the reader cannot tell what was meant. Often a part of another file "
                    "has been pasted in."
                ),
            ),
            "yaml-unclear": Explanation(
                _("A value is a number to some programs and a text to others"),
                _(
                    "YAML reads 007, 1e3 and TRUE as numbers and words of its own, this program as texts. An editor "
                    "and others who use the file would see something else than the page shows."
                ),
            ),
            "yaml-alias": Explanation(
                _("A text begins with & or *"),
                _(
                    "In YAML these signs begin a reference to another value. The first word would disappear from the "
                    "page."
                ),
            ),
            "yaml-tag": Explanation(
                _("A text begins with an exclamation mark"),
                _("In YAML an exclamation mark begins a tag. The first word would disappear from the page."),
            ),
            "yaml-key": Explanation(
                _("What stands before the colon is not a word"),
                _(
                    "Double braces name a figure. A value that begins with them needs quotation marks, or YAML takes "
                    "them for keys."
                ),
            ),
            "yaml-too-deep": Explanation(_("Values lie too deep inside each other")),
            "duplicate-key": Explanation(
                _("A key stands twice"),
                _("Only one of two values could be shown, and nobody would know which one is right."),
            ),
        },
    ),
    Group(
        _("Keys and values"),
        {
            "unknown-key": Explanation(
                _("A key is not known"), _("A misspelt key would silently leave its value out of the page.")
            ),
            "missing-key": Explanation(
                _("A key is missing"),
                _("Without it the page cannot be made: an item needs its id, its title and its source."),
            ),
            "written-twice": Explanation(
                _("The same part of a plan is written in two places"),
                _(
                    "A fact is written once. A small plan may keep its lists in plan.yaml, a large one has a file for "
                    "each."
                ),
            ),
            "not-filled-in": Explanation(
                _("A place in a template is not filled in"),
                _("What 'planssi new' makes has open places. A page that still has one would be published half-done."),
            ),
            "empty-value": Explanation(
                _("A key has no value"),
                _(
                    "An empty value does not tell whether the source has nothing or somebody was interrupted. Where a "
                    "line is left out, the page says that the source does not tell."
                ),
            ),
            "single-value-expected": Explanation(
                _("There is a list where one value belongs"),
                _(
                    "A text that begins with a bracket or brace is read as a list or as keys, unless it is in "
                    "quotation marks."
                ),
            ),
            "keys-expected": Explanation(_("A file does not begin with keys")),
            "mapping-expected": Explanation(
                _("There is a text where keys and values belong"),
                _("Some things have parts: a contact has a unit and an e-mail address, a text its languages."),
            ),
            "list-expected": Explanation(
                _("There is one value where a list belongs"),
                _("Where there may be several, there is always a list, even of one."),
            ),
            "empty-list": Explanation(_("A list is empty")),
            "no-items": Explanation(
                _("A file has nothing to list"),
                _(
                    "If the source has no risks, for instance, that is a fact for the reader, too. It needs its words "
                    "and its place in the source."
                ),
            ),
            "none-and-items": Explanation(_("A file says that there is nothing, and lists something")),
            "whole-number-expected": Explanation(_("There are decimals where a whole number belongs")),
            "text-expected": Explanation(
                _("There is a number where a text belongs"),
                _(
                    "Without quotation marks, 1.0 and true are read as a number and as a truth value, and could "
                    "change on the page."
                ),
            ),
            "number-expected": Explanation(
                _("A value is not a number"),
                _("The page adds the spaces, the unit and the decimal comma by itself, as each language writes them."),
            ),
            "number-too-small": Explanation(_("A number is too small")),
            "number-too-large": Explanation(_("A number is too large")),
            "boolean-expected": Explanation(_("A value must be true or false")),
            "wrong-value": Explanation(_("A value cannot be used")),
            "one-of-two": Explanation(_("Only one of two keys may be written")),
            "bad-email": Explanation(
                _("An e-mail address is not right"),
                _("The address becomes a link, and a reader must be able to write to it."),
            ),
            "bad-form": Explanation(
                _("The address of the feedback form is not right"),
                _(
                    "Feedback is about a page, and who reads it must know which. The builder puts the address of the "
                    "page where the word page stands in braces, its title where title does, and the code of its "
                    "language where language does. Where the form cannot take them, leave the form out: readers then "
                    "write a mail in which all of it stands."
                ),
            ),
            "bad-code": Explanation(
                _("The code of a municipality is not right"),
                _(
                    "The codes are those of Statistics Finland. They have three figures, and without quotation marks "
                    "the first zero would be lost."
                ),
            ),
        },
    ),
    Group(
        _("Languages"),
        {
            "languages-expected": Explanation(
                _("A text is not written in each language"),
                _("Every word that readers see stands in each language of the site, side by side."),
            ),
            "missing-language": Explanation(
                _("A text is missing in one language"),
                _(
                    "A page is never mixed: a missing Swedish text is not replaced by the Finnish one, nor the other "
                    "way round."
                ),
            ),
            "unknown-language": Explanation(_("A text is in a language that the site does not have")),
            "originals-differ": Explanation(
                _("The files of a page do not agree on its first language"),
                _("One language is written first, and the others are translations of it."),
            ),
            "translation-behind": Explanation(
                _("A translation is behind its source"),
                _(
                    "The source has changed since somebody found the two to say the same. Until the translation is "
                    "brought up to date, its page tells the reader that it is behind."
                ),
            ),
            "translation-not-recorded": Explanation(
                _("Nobody has recorded that a translation is right"),
                _(
                    "Only when it is recorded that two texts say the same can a later change of the one be told to "
                    "concern the other."
                ),
            ),
            "bad-acceptance": Explanation(
                _("A line of a record of translations cannot be read"),
                _(
                    "Records are written by the program. When two people have changed one, git may leave marks in it "
                    "that begin with <<<<<<<, ======= and >>>>>>>."
                ),
            ),
            "empty-text": Explanation(
                _("A text is empty"), _("An empty text would leave a gap that a reader cannot understand.")
            ),
        },
    ),
    Group(
        _("Dates and times"),
        {
            "bad-date": Explanation(
                _("A date is not right"),
                _("One way of writing suits all languages; the page writes the day as each language does."),
            ),
            "bad-period": Explanation(
                _("A time is not right"),
                _("A time is written as exactly as the source tells it, in the same way for all languages."),
            ),
            "most-too-small": Explanation(
                _("How often something happens goes down instead of up"),
                _('"2–4 times a year" has its smaller number first.'),
            ),
            "outside-plan": Explanation(
                _("A time is outside the plan's period"),
                _("Often a year is mistyped. If the source really says so, readers are told why."),
            ),
            "told-too-early": Explanation(
                _("Something is told of a time that has not been"),
                _("A report tells of what has been. Most often a year is mistyped."),
            ),
            "reached-no-milestone": Explanation(
                _("Something is reached that is no milestone"),
                _("Only a milestone is reached; how far a measure is stands in progress.yaml."),
            ),
            "reached-before-plan": Explanation(
                _("A milestone is reached before the plan begins"), _("Most often a year is mistyped.")
            ),
            "needless-outside": Explanation(
                _("An explanation is no longer needed"), _("The page would excuse something that is not so.")
            ),
            "statement-too-old": Explanation(
                _("The accessibility statement is too old"),
                _(
                    "The statement must be reviewed at least once a year (Commission Implementing Decision (EU) "
                    "2018/1523)."
                ),
            ),
        },
    ),
    Group(
        _("Ids and references"),
        {
            "bad-id": Explanation(
                _("An id is not right"),
                _("Ids become parts of addresses and references. Readers never see them as words."),
            ),
            "duplicate-name": Explanation(_("A name is listed twice")),
            "duplicate-id": Explanation(
                _("Two items have the same id"), _("A reference to the id could mean either of them.")
            ),
            "unknown-name": Explanation(
                _("Something that is referred to does not exist"),
                _("Most often an id is misspelt, or the item has been renamed or deleted."),
            ),
            "unknown-place": Explanation(
                _("A source refers to a place that the documents do not have"),
                _(
                    "Every fact tells its place in the source, so that a reader can check it. The places are listed "
                    "in plan.yaml."
                ),
            ),
            "unknown-region": Explanation(
                _("A folder is not named after a region"), _("The folder tells to which region the plans in it belong.")
            ),
            "unknown-column": Explanation(_("A value is given for a column that does not exist")),
            "part-of-itself": Explanation(
                _("Something is a part of itself"),
                _(
                    "Two items may also be parts of each other, or several in a circle. Then none of them has a place "
                    "in the list."
                ),
            ),
            "duplicate-address": Explanation(_("Two pages have the same address")),
            "bad-address": Explanation(
                _("A part of an address is not right"),
                _("Addresses with ä, ö or å break when they are copied into an e-mail."),
            ),
        },
    ),
    Group(
        _("Texts with gaps in the source"),
        {
            "text-or-gap": Explanation(
                _("An item has neither a text nor a reason why not"),
                _(
                    "What the source leaves open is told openly: an unfilled prompt, a sentence cut off, a promise "
                    "for later, or nothing."
                ),
            ),
            "empty-cell": Explanation(_("A cell of a comparison says nothing")),
        },
    ),
    Group(
        _("Measures"),
        {
            "into-missing": Explanation(
                _("A merged measure does not say where it goes on"),
                _("A reader who looks for the measure finds its way on from the link."),
            ),
            "into-without-merged": Explanation(_("A measure goes on in another one but is not marked as merged")),
            "merged-into-itself": Explanation(_("A measure is merged into itself")),
            "reported-twice": Explanation(
                _("A measure has two reports of the same time"),
                _("The latest report of a measure counts. Of two at the same time nobody could tell which."),
            ),
        },
    ),
    Group(
        _("Budget"),
        {
            "cells-and-columns": Explanation(
                _("A row has more or fewer figures than the table has columns"),
                _("The figures stand in the order of the columns. With one too few, all after it would move."),
            ),
            "sum-differs": Explanation(
                _("A sum does not add up"),
                _(
                    "Every sum is counted again. An error of the source is not corrected: both figures are shown, "
                    "with the reason. Rounding is allowed for."
                ),
            ),
            "nothing-to-explain": Explanation(
                _("A difference is explained that does not exist"),
                _(
                    "The page would tell of an error that the source does not have. Perhaps a figure has been mended "
                    "since."
                ),
            ),
            "claim-differs": Explanation(
                _("A sum differs from the table"),
                _("The source tells the same sum in several places. Readers are told if the places do not agree."),
            ),
            "range-backwards": Explanation(_("A range of amounts goes down instead of up")),
        },
    ),
    Group(
        _("Versions of a plan"),
        {
            "unknown-version": Explanation(
                _("A folder belongs to no version of the plan"),
                _(
                    "The page tells what changed between versions, so each folder of an earlier version bears the id "
                    "of its version."
                ),
            ),
            "version-is-current": Explanation(_("The folder of an earlier version is named after the newest one")),
            "versions-backwards": Explanation(_("The versions are in the wrong order")),
            "no-earlier-version": Explanation(_("There is no earlier version to compare with")),
            "transfer-differs": Explanation(
                _("A transfer of money does not agree with the sums"),
                _("What a row has gained or lost between two versions must be what was moved to it or from it."),
            ),
            "transfer-agrees": Explanation(_("A difference is explained though the transfer agrees")),
        },
    ),
    Group(
        _("Figures and quantities"),
        {
            "bad-quantity": Explanation(
                _("A quantity is not right"),
                _("A quantity is written as the source says it, with a few English words that the page translates."),
            ),
            "unit-missing": Explanation(_("A duration has no unit")),
            "unit-without-words": Explanation(_("A unit has neither a sign nor words")),
            "value-expected": Explanation(_("A figure has neither a number nor words, or both")),
            "units-differ": Explanation(
                _("Figures of one row count different things"),
                _("Days and persons cannot be compared, days and months can."),
            ),
            "comparator-gone": Explanation(
                _("The last target is exact, though the ones before it are limits"),
                _('After "under 20" and "under 17", a plain 14 is probably a word lost on the way.'),
            ),
            "part-without-whole": Explanation(_("A part has no whole")),
            "part-exceeds-whole": Explanation(_("A part is larger than its whole")),
            "reach-exceeds-size": Explanation(_("More people are to be reached than the group has")),
        },
    ),
    Group(
        _("Timeline"),
        {
            "when-and-bars": Explanation(_("A row has both one time and several")),
            "phase-too-early": Explanation(
                _("A phase begins before the one that precedes it"),
                _("With 'ordered', phases follow each other. A mistyped year shows in this way."),
            ),
            "group-too-deep": Explanation(
                _("Groups lie too deep inside each other"), _("More than two levels cannot be read on a phone.")
            ),
        },
    ),
    Group(
        _("Risks"),
        {
            "outside-scale": Explanation(_("A figure is outside the scale")),
            "no-scale": Explanation(
                _("A level is given without a scale"),
                _("Likelihood 3 means nothing before one knows whether the scale ends at 3 or at 5."),
            ),
            "scale-backwards": Explanation(_("A scale goes down instead of up")),
            "points-of-words": Explanation(
                _("A risk has points though its scale is made of words"),
                _("Points are likelihood times impact, and words cannot be multiplied."),
            ),
            "wrong-points": Explanation(
                _("The points of a risk are not likelihood times impact"),
                _("One of the three figures is probably mistyped."),
            ),
            "class-too-low": Explanation(
                _("The classes of risk do not rise"),
                _(
                    "'up_to' tells how far a class reaches, as a share of the highest points. Each class begins where "
                    "the one before it ends."
                ),
            ),
            "class-not-highest": Explanation(
                _("The worst risks have no class"),
                _("'up_to' tells how far a class reaches, as a share of the highest points: 1 is all of them."),
            ),
        },
    ),
    Group(
        _("The text of a page"),
        {
            "heading-level": Explanation(
                _("A heading has the wrong level"),
                _("Screen readers list the headings. Where a level is skipped, it seems that something is missing."),
            ),
            "unknown-block": Explanation(
                _("A page asks for a block that does not exist"),
                _("A line that begins with ::: puts a table or another part in its place on the page."),
            ),
            "empty-block": Explanation(_("A page asks for a block whose file is missing")),
            "empty-overview": Explanation(
                _("An overview has nothing to show"),
                _("An overview lists the measures by something that their files tell; here none of them does."),
            ),
            "block-twice": Explanation(_("The same block stands twice on a page")),
            "unknown-figure": Explanation(
                _("A text refers to a fact that does not exist"),
                _(
                    "Figures in texts are not typed but taken from the YAML files, so that they are always the same "
                    "as in the tables."
                ),
            ),
            "figures-differ": Explanation(
                _("A text has another figure than the same text in another language"),
                _(
                    "Amounts, percentages, days, years and counts must be the same for every reader. They may be "
                    "written in different ways: 8,3 milj. € is the same as 8 300 000 euro, and 1.1.2023 the same as "
                    "den 1 januari 2023."
                ),
            ),
            "figure-missing": Explanation(
                _("A figure stands in one language only"),
                _("Readers of one language would be told less, or something may have been lost in the translation."),
            ),
            "figure-unknown": Explanation(
                _("A text states an amount, a percentage or a day that is no fact of the plan"),
                _(
                    "Figures stand in the YAML files, each with its source. A figure that is only in a text may be "
                    "a slip, or may be left behind when the fact changes. In a section with its own '::: source' line "
                    "percentages and days may stand alone."
                ),
            ),
            "dead-link": Explanation(_("A link leads nowhere")),
            "link-to-other-language": Explanation(
                _("A link leads to a page in another language"),
                _("Readers stay in their language; every page has its own link to the other ones."),
            ),
            "stray-notation": Explanation(
                _("A notation stands where it has no effect"), _("The line would be shown to readers as it is.")
            ),
            "raw-html": Explanation(
                _("There is HTML in a text"), _("Markdown gives the same look and keeps the page accessible.")
            ),
            "bad-mark": Explanation(
                _("Words are marked with something that is no language"),
                _("A screen reader changes its voice by the mark, so the language must be one that exists."),
            ),
        },
    ),
    Group(
        _("The languages of the site"),
        {
            "wrong-language": Explanation(
                _("A text is in another language than its page"),
                _(
                    "Who does not know the other language cannot read it, and a screen reader pronounces it wrong. "
                    "The letters of every sentence tell its language; a single word or name may mislead."
                ),
            ),
            "same-words": Explanation(
                _("A text is the same in two languages"),
                _("It was probably copied to be translated later, and then forgotten."),
            ),
        },
    ),
    Group(
        _("Terms"),
        {
            "term-variant": Explanation(
                _("A text uses a word that the glossary advises against"),
                _(
                    "When one thing has one name, readers find it and understand that it is the same thing. Many of "
                    "the words to be avoided are used in Sweden, or were used before a reform. In quotations, names "
                    "and links they may stand."
                ),
            ),
            "duplicate-term": Explanation(
                _("Two terms claim the same word"),
                _("A word in a text is linked to one explanation, and a word to be avoided has one right term."),
            ),
            "variant-is-a-term": Explanation(
                _("A term has a word that is to be avoided"),
                _("Whoever wrote the term would be told not to use it."),
            ),
        },
    ),
)

EXPLANATIONS: Mapping[str, Explanation] = {
    code: explanation for group in GROUPS for code, explanation in group.explanations.items()
}
