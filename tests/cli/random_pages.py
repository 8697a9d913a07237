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
