"""Random texts for citations: what people write, nested in each other, damaged, and signs at random.

Each generator takes a seed and a number of texts, and always gives the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

# fmt: off
KEYS = (
    "a", "b", "doe99", "smith2000", "Foo_bar.baz", "DBLP:conf/xy/RoeS17", "BCC+08", "müller2020", "x_y", "王2020",
    "a.b", "a:b",
    "_a", "1a", "a#b", "a$b", "a%b", "a&b", "a-b", "a+b", "a?b", "a<b", "a>b", "a~b", "a/b",
    "https://example.org/a?b=c", "a--b",
    "a.", "c{d}e", "10.1000/182", "Ünal-Öz:2021a", "смит2001", "é",
)
_IN_BRACES = ("https://example.org/a?b=c", "a--b", "a.", "c{d}e")
_WORDS = "see also cf. e.g. compare Roe said that in and but however naïve 中文 слово 33 1.5 don't it's Müller's".split()
_LABELS = (
    "p. pp. page pages chap. chaps. chapter § §§ ¶ sec. vol. vols. n. nn. fig. figs. l. ll. col. fol. no. bk. pt. op. s.v. "
    "s.vv. v. vv. para. c. Chapter P. Page p pp number line book part section note issue"
).split()
_NUMBERS = (
    "3", "33-35", "3, 5-7", "xvii", "iv-vi", "3--5", "33–35", "3a", "A12", "1.2", "1.2.3", "3; 5", "3 f.",
    "3ff", "3 ff.", "(3)",
    "[3]", "1:23", "12:3-4", "3 & 5", "3 and 5", "3-", "-3", "3/4", "3.", "12,000", "III", "Q3", "3 4 5",
)
_AROUND = (
    "*{}*", "**{}**", "_{}_", "`{}`", "[{}](https://example.org/x)", "({})", "[{}]", '"{}"', "'{}'", "\\*{}", "<!-- {} -->",
    "<b>{}</b>", '<span class="x">{}</span>', "$x_{{{}}}$", "joe@example.org {}", "~~{}~~", "{}[^1]",
    "![{}](x.png)", "&amp; {}",
)
_TARGETS = ("https://example.org/@a", "x.md", "https://e.org/?q=1", "<a b>", 'x.md "t @a"', "mailto:joe@a.org", "#@a")
_FORMS = (
    "*{}*", "**{}**", "_{}_", "__{}__", "***{}***", '"{}"', "'{}'", "({})", "[{}]", "`{}`", "<span>{}</span>", "<!-- {} -->",
    "![{}](x.png)", "[{}]{{.c}}", "[{}]{{#i}}", "[{}]{{@a}}", "~~{}~~", "^[{}]",
)
_ALONE = (
    "joe@a", "joe@example.org", "https://example.org/@a", "@handle", "@a@mastodon.social", "\\@a",
    "\\[@a\\]", "a\\@a", "&#64;a",
    "@", "@@a", "x@{a}", "/@a", "#@a", "(@a)", "@a's", "@a’s", "@a.", "@a,", "@a:", "@a;", "@a/", "@a?", "@a!", "@a-", "—@a",
    "--@a", "…@a", "...@a", "%@a", "<https://example.org/@a>", "<joe@a.org>", "^@a^", "~@a~", "x~@a~",
    "\\foo[@a] ", "\\foo{@a}",
    "@x@a", "$@a$", "$5 @a", "[^@a]", "[^1]", "[x [^@a]]{.c}",
)
_SIGNS = [
    *"@@@@@@[[[[[]]]]];;;{}()**__``\"'~^$\\<>!&-=|:,./#% \n  ", "a", "b", "a", "x", " ", "@a", "@b", "@{a}",
    "[@a]", " [p. 3]", "](x)",
    "</b>", "<b>", "--", " *", "* ", "`", "[^1]", "{.c}", "https://", "p. 3", "&amp;", "<!--", "-->", "span>", "<span>",
]
_SENTENCES = (
    "As {i} has shown, the effect is small {c}.", "This was first noted in the 1990s {c}, and again by {i}.",
    "{i} argues otherwise; see {c}.", "Prices rose by 5% ({w}) — {c} — and fell again.",
    "According to {i}, “{w}” is common {c}.",
    "We follow {c} in using `code @a` here.", "Mail joe@example.org or ask @handle on GitHub about {c}.",
    "See [the page](https://example.org/@a) and {c}.", "*Emphasis* and **strong {c}** text by {i}.",
    "Costs are $5 {c} and $6 {c}.",
    "The value $x = 3$ {c} holds, as does $y$ {i}.", "A “quoted text {c}” follows.", 'He said "it works {c}" and left.',
    "It's {i}'s idea.", "A note[^1] by {i}.", "(as in {c})", "This is well known,{c} they say.{c}", "H~2~O {c} and x^2^ {c}.",
    "Use `<b>` {c}.", "a < b {c} and c > d {i}.", "Fig. 1 ([@fig-one]) and @fig-two {c}.", "Email: <joe@a.org>, {c}.",
    "At https://social.example/@handle and {i}.",
)
# fmt: on


def nested(seed: int, count: int) -> list[str]:
    """Elements within elements, well formed."""
    rng = Random(f"nested {seed}")
    return [
        _noted(_paragraph(" ".join(_inline(rng, rng.choice((0, 1, 2))) for _ in range(rng.randint(1, 4)))))
        for _ in range(count)
    ]


def damaged(seed: int, count: int) -> list[str]:
    """As `nested`, with a few signs taken away, added and exchanged."""
    rng = Random(f"damaged {seed}")
    return [
        _noted(_paragraph(_damaged(rng, " ".join(_inline(rng, 2) for _ in range(rng.randint(1, 3)))))) for _ in range(count)
    ]


def signs(seed: int, count: int) -> list[str]:
    """Signs in any order."""
    rng = Random(f"signs {seed}")
    return [_noted(_paragraph("".join(rng.choice(_SIGNS) for _ in range(rng.randint(2, 24))))) for _ in range(count)]


def prose(seed: int, count: int) -> list[str]:
    """Sentences of an article."""
    rng = Random(f"prose {seed}")
    return [_noted(_paragraph(" ".join(_sentence(rng) for _ in range(rng.randint(1, 5))))) for _ in range(count)]


def documents(seed: int, count: int) -> list[str]:
    """Headings, lists, tables, quotations, definitions, code and footnotes."""
    rng, made = Random(f"documents {seed}"), []
    for _ in range(count):
        notes = list[str]()
        blocks = [_block(rng, notes) for _ in range(rng.randint(2, 7))]
        made.append(_noted("\n\n".join(["Start.", *blocks, *notes])))
    return made


MADE: dict[str, Callable[[int, int], list[str]]] = {made.__name__: made for made in (nested, damaged, signs, prose, documents)}


def _key(rng: Random) -> str:
    key = rng.choice(KEYS if rng.random() < 0.6 else KEYS[:9])
    return f"@{{{key}}}" if key in _IN_BRACES or rng.random() < 0.08 else f"@{key}"


def _words(rng: Random, most: int = 3) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(rng.randint(1, most)))


def _among_words(rng: Random) -> str:
    return rng.choice(_AROUND).format(_words(rng, 2))


def _locator(rng: Random) -> str:
    place = rng.choice(_LABELS) + rng.choice((" ", " ", "", "\u00a0", "\n")) + rng.choice(_NUMBERS)
    kind = rng.random()
    if kind < 0.12:
        place = f"{{{place}}}"
    elif kind < 0.17:
        place = f"{{{rng.choice(_NUMBERS)}}}"
    elif kind < 0.22:
        place = rng.choice((rng.choice(_NUMBERS), "{}", f"*{place}*", f"`{place}`"))
    return rng.choice((", ", " ", ",", ", ")) + place


def _item(rng: Random) -> str:
    kind, before, behind = rng.random(), "", ""
    if kind > 0.5:
        before = f"{_words(rng)} {_among_words(rng)} " if kind > 0.8 else f"{_words(rng)} "
    if rng.random() < 0.5:
        behind = _locator(rng)
    if rng.random() < 0.3:
        behind += rng.choice((" ", ", ", ". ")) + (_words(rng) if rng.random() < 0.5 else _among_words(rng))
    return before + rng.choice(("", "", "", "-")) + _key(rng) + behind


def _cited(rng: Random) -> str:
    inner = rng.choice(("; ", "; ", ";", " ; ", ";\n")).join(_item(rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3))))
    return f"[{inner}]"


def _in_text(rng: Random) -> str:
    key, space = rng.choice(("", "", "-")) + _key(rng), rng.choice((" ", " ", "", "\n"))
    place = _locator(rng).lstrip(", ")
    return key + rng.choice(("", "", f"{space}[{place}]", f"{space}[{place}; {_item(rng)}]", space + _cited(rng)))


def _inline(rng: Random, depth: int) -> str:
    return rng.choice((" ", " ", "", "\n")).join(_element(rng, depth) for _ in range(rng.choice((1, 1, 2, 3))))


def _element(rng: Random, depth: int) -> str:
    kind = rng.random()
    if kind < 0.55:
        return (_cited, _in_text, _words)[int(kind * 5.4)](rng)
    if kind < 0.7:
        return rng.choice(_ALONE)
    inner = _inline(rng, depth - 1) if depth else _words(rng)
    if kind < 0.75:
        return f"[{inner}]({rng.choice(_TARGETS)})"
    if kind < 0.8:
        return rng.choice((f"[{inner}][{_key(rng)}]", f"[{_key(rng)}][{_words(rng)}]", f"<b title='{_key(rng)}'>{inner}</b>"))
    return rng.choice(_FORMS).format(inner)


def _damaged(rng: Random, text: str) -> str:
    characters = list(text)
    for _ in range(rng.randint(1, 4)):
        at, kind = rng.randrange(len(characters)), rng.random()
        if kind < 0.4 and len(characters) > 1:
            del characters[at]
        elif kind < 0.7:
            characters.insert(at, rng.choice("[]@;*_`\"'(){}<>\\$~^!-"))
        else:
            other = rng.randrange(len(characters))
            characters[at], characters[other] = characters[other], characters[at]
    return "".join(characters)


def _sentence(rng: Random) -> str:
    made = {"c": _cited, "i": lambda one: _in_text(one) if one.random() < 0.5 else _key(one), "w": _words}
    return re.sub(r"\{([ciw])\}", lambda match: made[match[1]](rng), rng.choice(_SENTENCES))


def _paragraph(text: str) -> str:
    """One paragraph, none of whose lines begins a block."""
    return "x " + re.sub(r"\n\s*", "\nx ", re.sub(r"\n[ \t]*\n+", "\n", text.strip()))


def _noted(text: str) -> str:
    """With the footnote that it refers to, in every other text."""
    return f"{text}\n\n[^1]: One" if "[^1]" in text and "[^n0]" not in text and len(text) % 2 else text


def _block(rng: Random, notes: list[str]) -> str:
    text = _paragraph(_sentence(rng) if rng.random() < 0.6 else _inline(rng, 1))
    line, indented = text.replace("\n", " "), text.replace("\n", "\n    ")
    kind = rng.randrange(10)
    if kind == 0:
        return f"{'#' * rng.randint(1, 4)} {line}"
    if kind == 1:
        return rng.choice(("\n", "\n\n")).join(f"-   {one}" for one in (indented, line))
    if kind == 2:
        return f"1.  {indented}\n2.  {line}"
    if kind == 3:
        cell = line.replace("|", "/")
        return f"| {cell} | x |\n|---|---|\n| x | {cell} |"
    if kind == 4:
        return "> " + text.replace("\n", "\n> ")
    if kind == 5:
        return f"Term\n:   {indented}"
    if kind == 6:
        return f"```\n{text}\n```"
    if kind == 7:
        notes.append(f"[^n{len(notes)}]: {indented}")
        return f"{line}[^n{len(notes) - 1}]"
    return text
