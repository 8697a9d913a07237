"""Every problem the product can report, by its stable code.

A code is also the key under `validation:` that sets its level, the rule id of `check --select`, and its heading in the guide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal, get_args

Level = Literal["warn", "info", "ignore"]
LEVELS: tuple[Level, ...] = get_args(Level)

CODES: dict[str, tuple[Level, str]] = {
    # Shortcodes, in the docs.
    "unknown_resource": ("warn", "No entry of the registry has the key that a shortcode or citation names."),
    "malformed_shortcode": ("warn", "Text that starts like a shortcode cannot be read; it stays as written."),
    "shortcode_in_html": (
        "warn",
        "A shortcode is in raw HTML or a notebook, where none is rendered; it stays as written.",
    ),
    "card_not_allowed": ("warn", "A card was requested where HTML allows only inline text; a link is shown instead."),
    "unknown_field": ("warn", "A query filters or sorts by a field that does not exist."),
    "empty_query": ("warn", "A query matches no resource."),
    "empty_references": ("info", "A list of references is empty, because nothing is cited."),
    "unread_citation": (
        "info",
        "A citation in Pandoc's syntax or LaTeX's names an entry, but the site does not read that syntax.",
    ),
    # The registry.
    "missing_registry": ("warn", "Pages use shortcodes, but there is no registry at the default path."),
    "invalid_yaml": ("warn", "A registry file, or one of its entries, is not YAML that can be read safely."),
    "invalid_entry": ("warn", "An entry cannot be used, so it is left out."),
    "invalid_field": ("warn", "A field has an invalid value; the field is left out, the entry stays."),
    "unknown_entry_field": ("warn", "An entry has a field that does not exist."),
    "duplicate_key": ("warn", "A mapping has the same key twice; the first one counts."),
    "duplicate_id": ("warn", "Two entries share an id (ignoring case) or another key; the first one counts."),
    "cut_value": ("info", "A comment cuts off part of a value: ` #` starts a comment unless the value is quoted."),
    "odd_characters": ("info", "A text, name or URL contains control characters or direction marks, or a title line breaks."),
    "refused_text": ("info", "A text is a language model's refusal (`I apologize, but`); it is left out."),
    "invalid_bibliography": ("warn", "A bibliography, or something in it, cannot be read as written."),
    "private_field": ("info", "A bibliography contains notes, which are private and not read."),
    "unplaced_field": ("info", "A bibliography contains fields that resource cards have no place for."),
    "unknown_publication": ("info", "`publication` looks like an id, but no publication has it; it is shown as a name."),
    "skipped_file": ("warn", "A registry file or a snapshot was skipped."),
    # Snapshots.
    "missing_snapshot": ("warn", "An entry names a snapshot that does not exist."),
    "invalid_snapshot": ("warn", "A snapshot cannot be read as text, or is outside the registry's folder."),
    "unusable_image": ("warn", "An entry's picture is missing, too large or not a picture; the card has none."),
    # The site.
    "page_conflict": ("warn", "The docs already have a page where one would be generated; the author's page stays."),
    "missing_extension": ("warn", "The site lists the plugin, which Zensical ignores: shortcodes stay as written."),
    "missing_watch": ("warn", "Zensical does not watch the registry or the docs, so it serves outdated pages."),
    "invalid_style": ("warn", "Something in a citation style of the site's own is not CSL, so it has no effect."),
    "invalid_page_field": ("info", "A page's front matter has an invalid type, quality or `references`."),
    "unread_page_field": ("info", "A page's front matter names a bibliography or style; those of the site's options count."),
    # What only `check` looks for.
    "unused_entry": ("info", "No page cites this entry."),
    "unused_publication": ("info", "No entry belongs to this publication."),
    "stale_cited_by": ("info", "An entry says that a page of this site cites it, but that page does not."),
    "duplicate_source": ("warn", "Two entries are about the same source."),
    "id_not_hash": ("info", "An id looks like a hash of the entry's URL, but is not."),
    "title_is_url": ("warn", "A title is a URL."),
    "title_is_label": ("warn", "A title is the text of a link (`here`, `source`), not the name of the source."),
    "title_suffix": ("info", "A title includes the name of the site."),
    "author_form": ("info", "An author is not a name, or is several names in one."),
    "future_date": ("warn", "A date is in the future."),
    "cut_url": ("warn", "A URL seems to be cut off, or to include text that followed it."),
    "lookalike_host": ("warn", "A URL's host looks like a misspelling of one that is common in the registry."),
    "stale_snapshot": ("info", "A snapshot is old."),
    "suspicious_snapshot": ("warn", "A snapshot is an error page, a bot check or a refusal; it is not shown."),
    "dead_link": ("warn", "A URL is dead (404, 410, or no such host); only with `--links`."),
}
"""code -> (default level, what it means)."""


def likely(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The one of `known` that `word` is probably a typo of, `""` for none; `cutoff` as in difflib."""
    from difflib import get_close_matches  # Only needed for mistakes.

    return next(iter(get_close_matches(word, list(known), 1, cutoff)), "")


def meant(word: str, synonyms: Mapping[str, str], known: Collection[str]) -> str:
    """The one of `known` that people also call `word`, `""` for none; `synonyms`: name -> words, with spaces between."""
    return next((name for name, words in synonyms.items() if word in words.split() and name in known), "")


def level_of(code: str, validation: Mapping[str, Level]) -> Level:
    """The level of a code: the site's setting, else the default."""
    return validation.get(code, CODES[code][0])
