"""Pandoc's own answers: which citations it sees in a text, and what its CSL processor is given for each.

`python tests/pandoc/pandoc.py` records 400 texts, and some that cut into tags and addresses, with their answers, and
digests of the answers to 17,000 more. Pandoc comes with the package `pypandoc-binary`; PANDOC may name the path of
another one.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypandoc
import random_texts

if TYPE_CHECKING:
    import probe

PANDOC = os.environ.get("PANDOC") or pypandoc.get_pandoc_path()
RECORDED = Path(__file__).with_name("recorded.json")
DIGESTS = Path(__file__).with_name("digests.json")
"""Of a thousand texts each, name in `MADE` -> digest for each seed from 1."""
_FORM = "markdown-implicit_figures"
"""Pandoc's Markdown. A figure would hold its description twice."""
_KEYS = "@doe99 @smith2000 @Foo_bar.baz @{DBLP:conf/xy/RoeS17} @DBLP:conf/xy/RoeS17 @BCC+08 @a @müller2020 -@doe99 -@a @x_y"
_SIGNS = "[ [ [ [ ] ] ] ] ; ; ; * * _ _ ** \" ' ( ) ` ` { } - -- ... \\@ \\[ \\] &amp; & ! é # / @ @@ | % ~ + : ? . ,"
_WORDS = "see also word joe 33 joe@a <b> </b> <joe@a.org> [x](y) [@a] [^1] {.c}"
_MORE = (" ", " ", " ", " ", " ", " ", "\n", ", p. 3", "chap. 1", "[see @a, pp. 3-5]")
# fmt: off
_TANGLED_KEYS = (
    "@doe99", "@smith2000", "@a", "@b", "@müller2020", "@DBLP:conf/x/Y", "@{a}", "@{https://e.org/x?y=1}", "@Foo_bar.baz",
    "-@doe99", "-@a", "@x_y", "@王2020", "@a--b", "@a.", "@a_", "@_a", "@1a",
)
_TANGLED_WORDS = (
    "see", "also", "cf.", "e.g.", "and", "p.", "pp.", "3-5", "33", "chap.", "*passim*", "**bold**", "_em_", "***x***",
    "`code`", "`@a`", "``x", "`@a`", "``", "<b>", "</b>", "<b>@a</b>", "<i>x</i>", "<joe@a.org>", "<https://a.org/>",
    "joe@doe99.org", "[x](y)", "[x](y@a)", "[@a](y)", "[see", "@a](<y>", '"@b")', "[x][y]", "[^1]", "[^@a]", "![alt",
    "@a](x.png)", "\\@a", "\\[", "\\]", "\\*", "\\`", "&amp;", "&#64;a", "中文", "中文@a", "@a中文", "〔@a〕", "（@a）",
    "，@a。",
    "“@a”", "‘@a’", '"@a"', "'@a'", "«", "@a", "»", "@a's", "@a’s", "{.c}", "{#id}", "{@a}", "{=html}", "~", "^x^", "~~s~~",
    "$x$", "$@a$", "|", "--", "---", "...", "…", "!", "?", ";", ":", ",", ".", "(", ")", "[", "]", "{", "}", "*", "_", "**",
    "__", '"', "'", "`", "<", ">", "#", "/", "\\", "@", "@@", "-", "-@", "+",
)
_FORMS = (
    "[@a; see @b, p. 3-5, and *passim*]", "[see *@a* and @b]", "[*see @a*; @b]", "[**@a**]", "[@a [x]](y)", "[[@a]]",
    "[[@a]; @b]", "[@a, [sic] p. 3]", "@a [p. 3; @b]", "@a [@b]", "@a [see @b, *pp. 3*]", "@a[p. 3]", "@a\n[p. 3]",
    "[@a\n; @b]", "[@a;\n@b]", "[see\n@a, p.\n3]", "[-@a, p. 3]", "[@a;]", "[;@a]", "[@a;;@b]", "[@a ; @b]", "[@a,@b]",
    "[@a @b]", "[ @a ]", "[@a](x)[@b]", "[x @a `]` y]", '[x @a <b title="]"> y]', "[x @a \\] y]", "[x \\@a @b]", '["@a"]',
    "['@a' x]", "[@a {ii, 3} x]", "[@a, {p. 3}]", "[@a{ii}]", "(see @a [p. 3])", "*@a [p. 3]*", "_@a_", "x_@a_y", "*[@a*]",
    "[*@a]*", "**[@a**; @b]", "`[@a` @b]", "[@a `; @b]`", "<span>[@a</span>; @b]", "[@a; <!-- @b --> @b]", "<!-- @a --> @b",
    "[@a]: x", "[@a] [@b]", "[@a][@b]", "[@a][]", "[x][@a]", "![@a]", "![x @a]", "![][@a]", "[^1]: x", "@a; @b", "\\[@a]",
    "[@a\\]", "[\\@a; @b]", "[@a]{.x}", "[x @a]{.y}", "@a{.x}", "--@a", "a-@b", "[a-@b]", "[x --@a]", "@a...", "@a.b.",
    "@a:", "@a:b;", "@{a b}", "@{a{b}}", "@{}", "@{a", "[@{a]b}]", "[@*]", "@*", "@a*b*", "@a_b_", "*@a*b", "**@a**b",
    "_@a_b",
)
_HOSTILE = (
    "<-@a>", "<[@a>", "<:@a>", "<a.@a>", "<é@a>", "<a@-a>", "<a@b.c[>-@b", "<mailto:-@a>",
    "<!@a>", "<![CDATA[@a]]>", "</@a>", "[<a]@b.c> @a](y)",
    "<?x @a?>", "<b x='>@a'>", '<b x=">@a">@b', "[y](<@a)b> )", '[y](<@a>"@b")', "[y](<@a\\> b> )",
    '[y](<@a> "@b"', "[](@a>b", "\\`[@a]` @b",
    "<b@b=x}@{a}<b>", "[``] `; @a]", "[@a ``] [`; @b]",
)
"""What begins as an address in angle brackets, a tag or a target, and is none; and the reverse."""
# fmt: on
_SEPARATOR = "QQQSEPARATORQQQ"
_AT_ONCE = 250
_WITH_MORE = ("Link", "Image", "Span", "Quoted", "Cite")
"""Elements whose second part is their text."""

Cited = tuple[str, str]
"""A key, and how it is cited in Pandoc's words."""
Rendered = tuple[list[Cited], str]
"""The keys of one citation, and its text; `""` where others stand in it, which Pandoc mixes up."""


def texts(seed: int, count: int) -> list[str]:
    """Random texts, always the same, each one paragraph."""
    rng, pieces = random.Random(seed), [*_KEYS.split(), *_SIGNS.split(), *_WORDS.split(), *_MORE]
    made = ("".join(rng.choice(pieces) for _ in range(rng.randint(1, 18))) for _ in range(count))
    return ["x " + re.sub(r"\n\s*", "\nx ", text.strip()) for text in made]


def tangled(seed: int, count: int) -> list[str]:
    """As `texts`, of whole forms that cut into each other: emphasis, links, code, quotes, notes, attributes, other scripts."""
    rng = random.Random(f"tangled {seed}")

    def piece() -> str:
        kind = rng.random()
        some = _TANGLED_KEYS if kind < 0.3 else _FORMS if kind < 0.45 else _TANGLED_WORDS
        return rng.choice(some) + rng.choice(("", "", "", " ", " ", " ", " ", "\n"))

    made = ("".join(piece() for _ in range(rng.randint(1, 14))) for _ in range(count))
    return ["x " + re.sub(r"\n\s*", "\nx ", text.strip()) for text in made]


MADE: dict[str, Callable[[int, int], list[str]]] = {"texts": texts, "tangled": tangled, **random_texts.MADE}


def digest_of(written: list[str], answers: list[list[Cited]]) -> str:
    """One for these texts with these answers."""
    return hashlib.sha256(json.dumps([written, answers]).encode()).hexdigest()[:32]


def seen(written: list[str]) -> list[list[Cited]]:
    """What Pandoc sees in each of these texts, sorted."""
    return [sorted(_cited(blocks)) for blocks in parsed(written, [])]


def rendered(written: list[str], options: list[str]) -> list[list[Rendered]]:
    """As `seen`, with what becomes of each citation with `options`, such as a style: its text."""
    return [list(_rendered(blocks)) for blocks in parsed(written, ["--citeproc", *options])]


def told(written: list[str]) -> list[probe.Told]:
    """What its CSL processor is given for each text."""
    import probe

    with tempfile.TemporaryDirectory() as folder:
        style, bibliography = Path(folder, "probe.csl"), Path(folder, "probe.json")
        style.write_text(probe.STYLE, encoding="utf-8")
        bibliography.write_text(probe.BIBLIOGRAPHY, encoding="utf-8")
        options = ["--csl", str(style), "--bibliography", str(bibliography), "-M", "suppress-bibliography"]
        return [probe.of_pandoc(one) for one in rendered(written, options)]


def parsed(written: list[str], options: list[str]) -> Iterator[list[Any]]:
    """The blocks of each text, parsed for itself."""
    with tempfile.TemporaryDirectory() as folder:
        separator = Path(folder, "separator.md")
        separator.write_text(f"{_SEPARATOR}\n", encoding="utf-8")
        for start in range(0, len(written), _AT_ONCE):
            files = list[str]()
            for number, text in enumerate(written[start : start + _AT_ONCE]):
                file = Path(folder, f"{number}.md")
                file.write_text(f"{text}\n", encoding="utf-8")
                files += [str(file), str(separator)]
            command = [str(PANDOC), "-f", _FORM, "-t", "json", "--file-scope", *options, *files]
            blocks: list[Any] = []
            for block in json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["blocks"]:
                if block.get("c") == [{"t": "Str", "c": _SEPARATOR}]:
                    yield blocks
                    blocks = []
                else:
                    blocks.append(block)


def _rendered(node: Any) -> Iterator[Rendered]:
    if isinstance(node, dict) and node.get("t") == "Cite":
        items, inlines = node["c"]
        inner = list(_rendered([[item["citationPrefix"], item["citationSuffix"]] for item in items]))
        yield [(item["citationId"], item["citationMode"]["t"]) for item in items], "" if inner else _text(inlines)
        yield from inner
        return
    for child in node if isinstance(node, list) else node.values() if isinstance(node, dict) else ():
        yield from _rendered(child)


def _text(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_text, node))
    if not isinstance(node, dict) or node["t"] in ("RawInline", "Note"):
        return ""
    content = node.get("c", " ")
    if node["t"] == "Str" or not isinstance(content, list):
        return str(content)
    return str(content[1]) if node["t"] in ("Code", "Math") else _text(content[1] if node["t"] in _WITH_MORE else content)


def _cited(node: Any) -> Iterator[Cited]:
    children = node if isinstance(node, list) else node.values() if isinstance(node, dict) else ()
    if isinstance(node, dict) and node.get("t") == "Cite":
        for item in node["c"][0]:
            yield item["citationId"], item["citationMode"]["t"]
            yield from _cited([item["citationPrefix"], item["citationSuffix"]])
        return
    for child in children:
        yield from _cited(child)


if __name__ == "__main__":
    some = texts(0, 400) + [f"x {text}" for text in _HOSTILE]
    RECORDED.write_text(
        json.dumps(list(zip(some, seen(some), strict=True)), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    digests = dict[str, list[str]]()
    for name, count in (("texts", 10), ("tangled", 3), ("nested", 1), ("damaged", 1), ("signs", 1), ("prose", 1)):
        made = [MADE[name](seed, 1000) for seed in range(1, count + 1)]
        digests[name] = [digest_of(some, seen(some)) for some in made]
    DIGESTS.write_text(json.dumps(digests, indent=0) + "\n", encoding="utf-8")
