"""What readers tell of their work, by the name they tell it under; ``artfmt rules NAME`` prints it.

These are not rules, but their severity can be set in a configuration like that of a rule. What a rule has a page for
(``leftover-widget``) is not in this table.
"""

from __future__ import annotations

NOTICES: dict[str, str] = {
    "active-element": "An element that runs or shows nothing (a script, a form) was left out.",
    "attribute-left-out": "An attribute that has no place in an article was left out.",
    "comment-left-out": "A comment, which no reader sees, was left out.",
    "date-not-read": "A date could not be understood and is kept as extra data: write it like 2031-05-04.",
    "debris": "A piece of a page that is not part of the article was left out: navigation, links, buttons.",
    "element-left-out": "An element that has no place in an article was left out, with or without its words.",
    "embedded": "The text was taken from the data within a page, which alone has it.",
    "encoding": "The page was read in another encoding than UTF-8.",
    "encoding-guessed": "The text is not UTF-8 and was read as windows-1252: save it as UTF-8.",
    "headline-guessed": "No line reads like the headline, or two do: the notice names the line taken and the other.",
    "html-left-out": "An HTML element in Markdown that has no place in an article was left out.",
    "kept-as-text": "Template code, and marks of footnotes that are not there, are kept as they are written.",
    "markup-left-out": "The marks of boxes and the like are left out; the words within them stay.",
    "label-guessed": "A paragraph may start with a label that artfmt does not know: the notice says how it was read.",
    "left-out": "Words of the source have no place in the article.",
    "more-stories": "The text holds further stories, which were left out: --all, or read_all, reads all of them.",
    "language-guessed": "The page declares no language; that of its text was taken.",
    "may-be-none": "The page hardly reads like an article: it is short, a list of stories, or unlike what was learned.",
    "moved": "Something stands after the list that it stood in: an item holds prose and lists.",
    "nearly-kept": "Something of the page was left out, though it was a near thing whether it is the story's.",
    "part-missing": "A third of the story or more may be among what was left out of the page.",
    "read-as": "Words of the source stand in the article in another form: a timestamp, a byline, a lead-in.",
    "relative-date": "The date (3 hours ago, May 4) names no day of one year; it is kept as extra data.",
    "time-left-out": "A time without its offset was left out of a date: write it like 2031-05-04T16:15:00-04:00.",
    "too-deep": "The page nests deeper than it can be read; what lies deeper was left out.",
    "unused-suppression": "A suppression in the article forgives nothing, or names no rule: take it out.",
}

# What is no fault of the author's: it tells what another format would lose. A check passes over it where nobody asks.
OF_CONVERSION = frozenset(("html-left-out", "kept-as-text", "left-out", "markup-left-out", "moved"))

# What keeps a source from being read as an article; these cannot be turned off.
FAULTS: dict[str, str] = {
    "invalid-front-matter": "The front matter is not closed, or is not a mapping of fields.",
    "invalid-json": "The file is not valid JSON.",
    "invalid-yaml": "The file, or its front matter, is not valid YAML.",
    "missing-field": "A field that the schema demands is missing.",
    "nested-too-deep": "Parts nest deeper than an article may.",
    "no-article": "The file holds no article: no headline, no body, or no text at all.",
    "unknown-field": "The schema has no such field.",
    "wrong-type": "A field holds another type of value than the schema has for it.",
    "wrong-value": "A field holds a value that the schema does not admit.",
}
