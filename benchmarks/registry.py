"""A registry as a real wiki has it: thousands of entries, most of them bare; ratings come from publications."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from random import Random

from prose import Writer

BARE = 0.87
HOSTS, PUBLICATIONS = 400, 79
"""Hosts of all entries, and publications that have one each: so a fifth of the entries inherit a rating."""
RATED = 0.01
"""Entries with a rating of their own."""
TYPES = ("web", "web", "web", "paper", "blog", "report", "government", "book", "reference")


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource; `rest` is the YAML of all that a bare one lacks."""

    id: str
    title: str
    url: str
    type: str
    rest: str


def entries(random: Random, count: int) -> list[Entry]:
    """`count` resources of some hundred hosts."""
    writer = Writer(random)
    return [_entry(random, writer, number) for number in range(count)]


def _entry(random: Random, writer: Writer, number: int) -> Entry:
    url = f"https://host-{random.randrange(HOSTS)}.example/{writer.words(2).replace(' ', '-')}/{number}"
    rest = "" if random.random() < BARE else _details(random, writer)
    if random.random() < RATED:
        rest += f"  credibility: {random.randint(1, 5)}\n"
    title = writer.words(random.randint(3, 9)).capitalize()
    return Entry(sha256(url.encode()).hexdigest()[:16], title, url, random.choice(TYPES), rest)


def _details(random: Random, writer: Writer) -> str:
    authors = ", ".join(writer.words(2).title() for _ in range(random.randint(1, 4)))
    return (
        f"  authors: [{authors}]\n"
        f'  published: "{random.randint(1990, 2026)}-{random.randint(1, 12):02}"\n'
        f"  tags: [{', '.join(sorted(set(writer.words(3).split())))}]\n"
        f"  summary: {' '.join(writer.sentence().replace('`', '') for _ in range(3))}\n"
    )


def registry_text(known: list[Entry]) -> str:
    """resources.yml."""
    publications = "".join(
        f"- {{id: pub-{number}, name: Venue {number}, credibility: {number % 5 + 1}, domains: [host-{number}.example]}}\n"
        for number in range(PUBLICATIONS)
    )
    return f"publications:\n{publications}resources:\n" + "".join(
        f'- id: "{entry.id}"\n  stable_id: sid_{entry.id[:10]}\n  title: {entry.title}\n'
        f"  url: {entry.url}\n  type: {entry.type}\n{entry.rest}"
        for entry in known
    )


def snapshot_text(writer: Writer, entry: Entry) -> str:
    """A cached copy of about 10 KB, in Markdown."""
    head = f"---\nurl: {entry.url}\nstatus: 200\nfetched: 2026-05-17\n---\n# {entry.title}\n\n"
    return head + "\n\n".join(" ".join(writer.sentence() for _ in range(5)) for _ in range(20)) + "\n"
