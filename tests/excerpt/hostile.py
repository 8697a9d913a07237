"""Makes the hostile inputs and measures them; run by test_hostile in a process of its own."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.excerpt import Snapshots
from mkdocs_resource_cards.excerpt.digest import digest, plain
from mkdocs_resource_cards.model import Location, Resource, Snapshot

N = 100_000
SOME = 15_000
"""Of what is read in full, a few microseconds each; of the rest a longer text costs no more."""
FEW = 3_000
"""Of what takes several times as long."""
HTML = {
    "nested": lambda: "<div>" * SOME + "x" + "</div>" * SOME,
    "open tags": lambda: "<a " * N,
    "open tags, one end": lambda: "<a " * N + ">",
    "tags in attributes": lambda: "<a " + 'x="<a>" ' * N + ">",
    "tags in many attributes": lambda: ("<a " + 'x="<a x=>" ' * 300 + ">") * 60,
    "open quotes": lambda: '<a x="' * N,
    "equal signs": lambda: "<a " + "a=" * N + ">",
    "formatting in every paragraph": lambda: "".join(f"<b id={number}>" for number in range(1500)) + "<p>x" * FEW,
    "formatting": lambda: "<a><b><i><u><s><em><strong>" * FEW,
    "misnested": lambda: "<b><p></b></p>" * FEW,
    "foster parents": lambda: "<table><b>x<tr>" * FEW,
    "comments": lambda: "<!--" * N,
    "long names": lambda: ("<" + "a" * 41 + ' ="x>"') * FEW,
    "cdata": lambda: "<![CDATA[" * N,
    "scripts": lambda: "<script>" * N,
    "menus": lambda: "<nav>" * N,
    "menus, one end": lambda: "<nav>" * N + "</nav>",
    "drawings": lambda: "<svg>" * N,
    "formulas": lambda: "<math><mtext><table><mglyph><style>" * 10_000,
    "templates": lambda: "<template>" * N,
    "selects": lambda: "<select>" * N,
    "tables": lambda: "<table>" * SOME,
    "cells": lambda: "<table><tr>" + "<td>" * SOME,
    "empty cells": lambda: "<p>Text</p><table><tr>" + "<td></td>" * SOME,
    "empty paragraphs": lambda: "<p></p>" * SOME,
    "lists": lambda: "<ul><li>" * SOME,
    "breaks": lambda: "x" + "<br>" * SOME,
    "angles": lambda: "<" * 10 * N,
    "ampersands": lambda: "&" * 10 * N,
    "entities": lambda: "&lt;" * 2 * N,
    "white space": lambda: " " * 20 * N,
    "zeros": lambda: "\0" * 5 * N,
    "overrides": lambda: "\u202e" * 5 * N + "x",
    "surrogates": lambda: "\ud800" * N,
    "one word": lambda: "<p>" + "x" * 20 * N,
    "main": lambda: "<main >" * SOME,
    "notes": lambda: "<sup><a href=x>1</a></sup>" * SOME,
    "long addresses": lambda: ('<a href="' + "x" * 3000 + '">x</a>') * 500,
    "plain text": lambda: "<plaintext>" + "x<b>" * N,
    "laughs": lambda: "<!DOCTYPE x [" + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(30)) + "]>&a30;",
}
MARKDOWN = {
    "brackets": lambda: "[" * N,
    "brackets and ends": lambda: "[" * N + "](x)" * 10,
    "images": lambda: "![" * SOME,
    "asterisks": lambda: "*" * N,
    "emphasis": lambda: "*a " * N,
    "mixed emphasis": lambda: "*a_ **b __c " * SOME,
    "backticks": lambda: "`" * N,
    "growing backticks": lambda: "".join("`" * number + " " for number in range(1, 400)),
    "quotes": lambda: "> " * N,
    "growing quotes": lambda: "\n".join(">" * number + "a" for number in range(2000)),
    "list items": lambda: "- " * N,
    "growing lists": lambda: "\n".join("  " * number + "- a" for number in range(3000)),
    "numbers": lambda: "1) " * N,
    "open links": lambda: "[a](" * N,
    "open angle links": lambda: "[a](<" * N,
    "reference links": lambda: "[a][b" * N,
    "definitions": lambda: "".join(f"[{number}]: /x\n" for number in range(20_000)),
    "open definitions": lambda: "[a\n" * SOME,
    "open tags": lambda: "<a " * N,
    "open comments": lambda: "<!-- " * N,
    "comment blocks": lambda: "<!-- x\n\n" * 5000,
    "autolinks": lambda: "<http:" * N,
    "escapes": lambda: "\\" * N,
    "wide tables": lambda: "|" * N + "\n" + "|-" * N,
    "long tables": lambda: "a|" * 100 + "\n" + "-|" * 100 + "\n" + "x\n" * FEW,
    "underlined": lambda: "a\n=\n" * SOME,
    "fences": lambda: "```\n" * SOME,
    "everything": lambda: "*[_](`<![" * SOME,
    "html": lambda: "<div>\n\n" * SOME,
    "scripts": lambda: "<script>\n" * N,
    "tabs": lambda: "\t" * N,
    "parentheses": lambda: "[a](" + "(" * N,
}
TEXT = {
    "words": lambda: "word " * 4 * N,
    "lines": lambda: "a\n" * N,
    "empty lines": lambda: "\n" * 10 * N,
    "controls": lambda: "\x02" * 10 * N,
    "an address": lambda: "http://" + "x" * 10 * N,
    "full stops": lambda: "." * 10 * N,
    "short sentences": lambda: "a. " * N,
    "bylines": lambda: "by " * N,
    "accents": lambda: "e" + "\u0301" * N,
}
FILES: dict[str, Callable[[], bytes]] = {
    "50 MB": lambda: b"word and word. " * 3_500_000,
    "50 MB, one line of HTML": lambda: b"<p>" + b"x" * 50_000_000,
    "front matter never closed": lambda: b"---\nurl: x\n" + b"a: b\n" * N,
    "front matter nested": lambda: b"---\nurl: " + b"[" * 15_000 + b"\n---\nx",
    "front matter of aliases": lambda: b"---\nurl: &a [x]\n" + b"b: [*a,*a,*a,*a,*a,*a,*a,*a]\n" * 400 + b"---\nx",
    "declared encodings": lambda: b"\xff<meta charset" * N,
    "UTF-16 halves": lambda: b"\xff\xfe" + b"\x00\xd8" * N,
    "zeros": lambda: bytes(3_000_000),
}
ENTRY = Resource("r1", "T", url="https://e.example/x", location=Location("resources.yml", 1, 1))


def cases(form: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """(name, what to measure): each input is made before the clock starts."""
    if form == "file":
        for name, make in FILES.items():
            root = Path(tempfile.mkdtemp())
            (root / "snapshots").mkdir()
            (root / "snapshots" / "r1.md").write_bytes(make())
            yield name, lambda root=root: Snapshots(root, Cache(None), 600).preview(ENTRY)
        return
    # Markdown is fed with HTML as well, and the other way about: formats are guessed by strangers.
    inputs = {"html": HTML | MARKDOWN, "markdown": MARKDOWN | HTML, "text": TEXT}[form]
    for name, make in inputs.items():
        text = make()
        yield name, lambda text=text: digest(ENTRY, Snapshot(text, form), 600)
        if form == "text":
            yield f"summary: {name}", lambda text=text: plain(text, 600)


def megabytes() -> float:
    import resource as limits  # POSIX alone has it

    return limits.getrusage(limits.RUSAGE_SELF).ru_maxrss / 1024


def ordinary() -> float:
    """Seconds that as many ordinary paragraphs take: what this machine can do just now."""
    text, start = "<p>Some words of a <b>text</b>.</p>" * SOME, time.process_time()
    digest(ENTRY, Snapshot(text, "html"), 600)
    return time.process_time() - start


def main(forms: list[str]) -> None:
    digest(ENTRY, Snapshot("<p>*warm*", "markdown"), 600)
    measured = {"ordinary": [ordinary(), megabytes()]}
    for form in forms:
        for name, work in cases(form):
            before, start = megabytes(), time.process_time()
            work()
            measured[f"{form}: {name}"] = [round(time.process_time() - start, 2), round(megabytes() - before)]
    print(json.dumps(measured))


if __name__ == "__main__":
    main(sys.argv[1:])
