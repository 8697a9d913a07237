"""Pages of shortcodes among whatever makes code, links, tags or cells of them."""

from __future__ import annotations

from random import Random

SHORTCODES = """\
<< resource:one >>
<< resource:one "x" >>
<< resource:one view=full >>
<< resource:two view=compact >>
<< resource:one view=number >>
<< resource:one view=ful >>
<< resource:one "open >>
<< resource:one
<< resource one >>
<< resource:gone >>
<< resource:gone2 "a | b" >>
\\<< resource:gone3 >>
<< resource:gone4 "`c` d" >>
<< resource:gone5 "**b**" >>
<< references >>
<<references>>
<< resources tag=x >>
<< resources tag=none >>
<< resources typ=x >>
""".splitlines()
PIECES = (
    *"word **bold** `code` ` `` $ $$ * _ [link]( ](x) [a]: <b> </b> <code> </code> <!-- --> {.c} {>> <<} == i<n &lt;".split(),
    *'\\ <a href=" "> | ![ [^1] </span>'.split(),
    *("<span markdown>", "\n", "  \n"),
)
BEGINNINGS = (
    "@- @> @    @        @1. @# @!!! note\n\n    @=== 'T'\n\n    @??? x\n\n    @>     @> - @<div markdown>\n@<div>\n"
    "@</div>\n@```\n@~~~\n@/// details\n@///\n@| a | b |\n|---|---|\n| @| @[^1]: "
    "@Term\n:   @<!--\n@-->\n@<p markdown>\n@$$\n@\t@  - "
).split("@")
ENDS = ("\n\n", "\n\n", "\n", "\n----\n", "\n \n")


def random_page(random: Random) -> str:
    """Blocks of shortcodes among the pieces of what makes them code, links, tags, cells."""
    parts = []
    for _ in range(random.randint(1, 3)):
        inner = [random.choice(random.choice((SHORTCODES, PIECES))) for _ in range(random.randint(1, 5))]
        parts += [random.choice(BEGINNINGS), random.choice(("", " ")).join(inner), random.choice(ENDS)]
    return "".join(parts)


ADDRESS = "https://example.org/a"
TEXTS = (
    *(
        "x",
        "two words",
        "*em*",
        "**st** x",
        "`code`",
        "`a]b`",
        "a [1] b",
        "HTML",
        "it's",
        '"q"',
        "a\\*b",
        "a_b_",
        "&amp;",
        "two\nlines",
    ),
    *(
        " x",
        "",
        "![i](i.png)",
        "<b>x</b>",
        ADDRESS,
        "a | b",
        "a \\| b",
        "[in](x.md)",
        "[^1]",
        "`open",
        "*open",
        "Title",
        "end\\\\",
    ),
)
TARGETS = (
    *(
        f"({ADDRESS})",
        f"(<{ADDRESS}>)",
        f'({ADDRESS} "t")',
        f"( {ADDRESS} 't \\\\* &amp; <b>' )",
        "[r]",
        " [r]",
        "[]",
        "",
        f"({ADDRESS}#f)",
    ),
    *("(page.md)", "(https://example.org/b_(c))", f"({ADDRESS}){{.c}}", "[gone]", f"({ADDRESS}", "(http://example.org/a)"),
)
AROUND = (
    " ",
    "\n",
    ", ",
    "word ",
    "**",
    "`",
    "|",
    "\\",
    "!",
    "<",
    '"',
    "(",
    ")",
    "<!-- ",
    " -->",
    "*",
    "  \n",
    "<span>",
    "</span>",
    "[",
    "]",
)
DEFINITIONS = (
    "",
    "",
    f"\n\n[r]: {ADDRESS}\n",
    f"\n\n[R]: <{ADDRESS}> 't'\n[Title]: {ADDRESS}\n*[HTML]: markup\n",
    f"\n\n```\n[r]: {ADDRESS}\n```\n",
)


def random_links(random: Random) -> str:
    """Blocks of links of every kind among what makes code, tags, cells or nothing of them."""
    parts = []
    for _ in range(random.randint(1, 3)):
        inner = []
        for _ in range(random.randint(1, 4)):
            link = f"[{random.choice(TEXTS)}]{random.choice(TARGETS)}"
            inner += [random.choice((link, link, link, f"<{ADDRESS}>", random.choice(SHORTCODES[:1]))), random.choice(AROUND)]
        parts += [random.choice(BEGINNINGS), "".join(inner), random.choice(ENDS)]
    return "".join(parts) + random.choice(DEFINITIONS)
