"""A reader of pages as Zotero's translators Embedded Metadata, RDF and COinS are documented to read them."""

from __future__ import annotations

from urllib.parse import unquote

from bs4 import BeautifulSoup

FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_doi": "DOI",
    "citation_public_url": "url",
    "citation_abstract": "abstractNote",
}
WORKING_TYPES = {
    *("webpage", "journalArticle", "book", "blogPost", "report", "presentation", "podcast", "videoRecording", "dataset"),
    *("computerProgram", "newspaperArticle", "preprint", "document"),
}
"""Of Zotero's item types, those that there are."""


def item_of(html: str, address: str) -> dict:
    """What Zotero saves of a page at `address`."""
    soup = BeautifulSoup(html, "html.parser")
    tags = [(tag.get("name") or tag.get("property") or "", tag.get("content") or "") for tag in soup.select("head > meta")]
    first = {name: text for name, text in reversed(tags) if text.strip()}
    item = {field: " ".join(first[name].split()) for name, field in FIELDS.items() if name in first}
    item["itemType"] = _type(first)
    item.setdefault("publicationTitle", first.get("DC.source") or first.get("og:site_name", ""))
    item["creators"] = _creators([text for name, text in tags if name == "citation_author"])
    item.setdefault("abstractNote", first.get("description", ""))
    canonical = soup.select_one("head > link[rel=canonical]")
    item.setdefault("url", canonical["href"] if canonical else address)
    time = soup.select_one("time[datetime]")
    item.setdefault("date", time["datetime"] if time else "")
    return item


def _type(first: dict) -> str:
    if "citation_journal_title" in first:
        return "journalArticle"
    if first.get("z:itemType") in WORKING_TYPES:
        return first["z:itemType"]
    return "webpage" if first.get("og:type") == "website" else "journalArticle" if "citation_title" in first else ""


def _creators(values: list[str]) -> list[tuple[str, str]]:
    """(last name, first name) of each."""
    found: list[tuple[str, str]] = []
    for value in values:
        names = value.split(";")
        by_comma = value.split(", ")
        if len(names) == len(values) == 1 and len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]:
            names = by_comma
        for name in names:
            last, comma, first = name.strip().partition(",")
            if not comma:
                first, _, last = name.strip().rpartition(" ")
            creator = (last.strip(), first.strip())
            if creator not in found[-1:]:
                found.append(creator)
    return found


def coins_of(html: str) -> list[dict[str, list[str]]]:
    """The fields of every COinS on a page."""
    found = []
    for span in BeautifulSoup(html, "html.parser").select("span.Z3988[title]"):
        fields: dict[str, list[str]] = {}
        for part in span["title"].split("&"):
            name, _, value = part.partition("=")
            fields.setdefault(name, []).append(unquote(value))
        found.append(fields)
    return found
