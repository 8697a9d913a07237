"""Every problem the product can report, by its stable code.

A code is also the key under `validation:` that sets its level, the rule id of `check --select`, and its heading in the guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

Level = Literal["warn", "info", "ignore"]
LEVELS: tuple[Level, ...] = get_args(Level)

CODES: dict[str, tuple[Level, str]] = {
    # Shortcodes, in the docs.
    "unknown_resource": ("warn", "A shortcode's key is no id, stable id or alias of the registry."),
    "malformed_shortcode": ("warn", "Something that begins like a shortcode cannot be read; it is left as written."),
    "shortcode_in_html": (
        "warn",
        "A shortcode stands where none is rendered, in raw HTML or in a notebook; it stays as written.",
    ),
    "card_not_allowed": ("warn", "A card was asked for where HTML allows only inline text; an inline reference stands there."),
    "unknown_field": ("warn", "A query names a field that resources do not have."),
    "empty_query": ("warn", "A query matches no resource."),
    "empty_references": ("info", "A list of references holds nothing, because nothing is cited there."),
    # The registry.
    "missing_registry": ("warn", "Pages hold shortcodes, but there is no registry at the default place."),
    "invalid_yaml": ("warn", "A registry file, or one entry of it, is not YAML that can be read safely."),
    "invalid_entry": ("warn", "An entry cannot be used and is left out."),
    "invalid_field": ("warn", "A field's value is not of its form; the field is left out, the entry stays."),
    "unknown_entry_field": ("warn", "An entry has a field that the registry does not know."),
    "duplicate_key": ("warn", "A mapping holds the same key twice; the first one counts."),
    "duplicate_id": ("warn", "Two entries share an id, case aside, or another key; the first one counts."),
    "cut_value": ("info", "A comment cuts a value: ` #` begins one, unless the value stands in quotes."),
    "odd_characters": ("info", "A title or an address holds line breaks, controls or marks that turn the text around them."),
    "refused_text": ("info", "A text is what a language model says when it has none (`I apologize, but`); it is left out."),
    "invalid_bibliography": ("warn", "A bibliography, or an entry of it, cannot be read as it is written."),
    "private_field": ("info", "A bibliography holds notes, which are its owner's and are not read."),
    "unplaced_field": ("info", "A bibliography holds fields for which there is no place here."),
    "unknown_publication": ("info", "`publication` looks like an id, but no publication has it; it is shown as a name."),
    "skipped_file": ("warn", "A file of the registry or a snapshot was not read."),
    # Snapshots.
    "missing_snapshot": ("warn", "A snapshot that an entry names does not exist."),
    "invalid_snapshot": ("warn", "A snapshot cannot be read as text, or lies outside the registry's folder."),
    "unusable_image": ("warn", "An entry's picture is missing, too large, or none; its card shows none."),
    # The site.
    "page_conflict": ("warn", "A page that would be generated exists already in the docs; the author's page stays."),
    "missing_extension": ("warn", "Zensical is given the plugin alone, which it leaves out: shortcodes stay as they are."),
    "missing_watch": ("warn", "Zensical does not watch the registry or the docs, so it shows pages as they were."),
    "invalid_page_field": ("info", "A citing page's type, quality or `references` in its front matter is not of its form."),
    # What `check` looks for beside, and a build never does.
    "unused_entry": ("info", "No page cites an entry."),
    "unused_publication": ("info", "No entry belongs to a publication."),
    "stale_cited_by": ("info", "An entry says that a page of this site cites it, and that page does not."),
    "duplicate_source": ("warn", "Two entries lead to the same source."),
    "id_not_hash": ("info", "An id looks like the hash of its entry's URL, and is that of another URL."),
    "title_is_url": ("warn", "A title is an address."),
    "title_is_label": ("warn", "A title is what a link said (`here`, `source`), not what the source is called."),
    "title_suffix": ("info", "A title carries the name of its site."),
    "author_form": ("info", "An author's name is not of the form `First Last`, or is none, or several in one."),
    "future_date": ("warn", "A date lies in the future."),
    "cut_url": ("warn", "A URL seems to have lost its end, or to have caught what stood behind it."),
    "lookalike_host": ("warn", "A URL's host looks like another one that the registry often names."),
    "stale_snapshot": ("info", "A snapshot is old."),
    "suspicious_snapshot": ("warn", "A snapshot is an error page, a check for robots, or a refusal; it is not shown."),
    "dead_link": ("warn", "A URL leads nowhere any more (404, 410, or no such host); only with `--links`."),
}
"""code -> (default level, what it means)."""


def likely(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The one of `known` that `word` was probably meant to be, `""` for none; `cutoff` is that of difflib."""
    from difflib import get_close_matches  # Only mistakes need it.

    return next(iter(get_close_matches(word, list(known), 1, cutoff)), "")


def level_of(code: str, validation: Mapping[str, Level]) -> Level:
    """The level of a code: the site's own setting, else the default."""
    return validation.get(code, CODES[code][0])
