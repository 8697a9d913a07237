"""Styles of a few lines, for one rule each, and items for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mkdocs_resource_cards.citation_styles.csl_json import item_of
from mkdocs_resource_cards.citation_styles.data import Cite, Cites, Processed
from mkdocs_resource_cards.citation_styles.processor import process
from mkdocs_resource_cards.citation_styles.runs import text_of
from mkdocs_resource_cards.citation_styles.style import Style
from mkdocs_resource_cards.citation_styles.style_parser import parse_style
from mkdocs_resource_cards.citation_styles.style_xml import parse_xml

XML = '<{tag} xmlns="http://purl.org/net/xbiblio/csl" version="1.0" {attributes}>{content}</{tag}>'
ENGLISH = """
<style-options punctuation-in-quote="true"/>
<date form="text"><date-part name="month" suffix=" "/><date-part name="day" suffix=", "/><date-part name="year"/></date>
<terms>
<term name="and">and</term><term name="et-al">et al.</term><term name="ibid">ibid.</term>
<term name="no date" form="short">n.d.</term>
<term name="open-quote">“</term><term name="close-quote">”</term>
<term name="open-inner-quote">‘</term><term name="close-inner-quote">’</term>
<term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>
<term name="editor" form="short"><single>ed.</single><multiple>eds.</multiple></term>
<term name="ordinal">th</term><term name="ordinal-01">st</term><term name="ordinal-02">nd</term>
<term name="ordinal-11">th</term>
<term name="month-01">January</term><term name="month-05">May</term><term name="season-01">Spring</term>
<term name="bc"> BC</term><term name="ad"> AD</term>
</terms>
"""
AUTHOR = '<names variable="author"><name {name}/></names>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'


def style(
    citation: str,
    bibliography: str = '<text variable="title"/>',
    *,
    attributes: str = 'class="in-text"',
    citing: str = "",
    listing: str = "",
    layout: str = "",
    sort: str = "",
    macros: Mapping[str, str] | None = None,
    terms: str = "",
) -> Style:
    """A style whose layouts hold `citation` and `bibliography`."""
    content = f"<locale><terms>{terms}</terms></locale>" if terms else ""
    content += "".join(f'<macro name="{name}">{content}</macro>' for name, content in (macros or {}).items())
    content += f"<citation {citing}><layout {layout}>{citation}</layout></citation>"
    content += f"<bibliography {listing}><sort>{sort}</sort><layout>{bibliography}</layout></bibliography>"
    root = parse_xml(XML.format(tag="style", attributes=attributes, content=content))
    locale = parse_xml(XML.format(tag="locale", attributes='xml:lang="en-US"', content=ENGLISH))
    return parse_style(root, "en-US", locale)


def person(name: str) -> dict[str, str]:
    """`Roe, Jane` -> a name of CSL-JSON."""
    family, _, given = name.partition(", ")
    return {"family": family, "given": given} if given else {"literal": family}


def item(id: str, authors: str = "", year: int | Sequence[int] = 0, **variables: Any) -> dict[str, Any]:
    """An item of CSL-JSON; authors stand between semicolons."""
    made: dict[str, Any] = {"id": id, "type": "book", "title": f"Title {id}"}
    if authors:
        made["author"] = [person(name) for name in authors.split("; ")]
    if year:
        made["issued"] = {"date-parts": [[year] if isinstance(year, int) else list(year)]}
    return made | {name.replace("_", "-"): value for name, value in variables.items()}


def done(made: Style, items: Sequence[Mapping[str, Any]], *citations: str | Cites) -> Processed:
    """Citations are given as ids between spaces, or as they are; without any, each item is cited once."""
    given = citations or tuple(str(one["id"]) for one in items)
    cites = [tuple(map(Cite, one.split())) if isinstance(one, str) else one for one in given]
    return process(made, map(item_of, items), cites)


def cited(made: Style, items: Sequence[Mapping[str, Any]], *citations: str | Cites) -> list[str]:
    """The texts of the citations."""
    found = done(made, items, *citations).citations
    return [" ".join(filter(None, (text_of(one.author), text_of(one.text)))) for one in found]


def listed(made: Style, items: Sequence[Mapping[str, Any]]) -> list[str]:
    """The texts of the references, in their order."""
    return [text_of(one.text) for one in done(made, items).entries]
