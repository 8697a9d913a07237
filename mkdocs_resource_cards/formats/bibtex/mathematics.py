r"""Mathematics in TeX -> Unicode where Unicode has it, and readable text elsewhere: `x_{i+1}^2` is xᵢ₊₁²."""

from __future__ import annotations

import re
import unicodedata

from .tex_symbols import LETTERS, MATH_ACCENTS, OPERATORS, RELATIONS, SUBSCRIPTS, SUPERSCRIPTS, SWITCHES, TEXT

COMMANDS = frozenset("ensuremath mathrm mathit mathbf mathcal mathbb mathsf mathfrak mathscr frac sqrt".split())
"""Commands that are mathematics even without dollar signs."""
DEEPEST = 20
"""Deepest nesting of braces; deeper text stays as it is written."""
_PIECE = re.compile(r"\\(?:[A-Za-z]+\*?|.)|[{}^_'&~-]|[^\\{}^_'&~-]", re.DOTALL)
_ALPHABETS = {
    "mathbb": (0x1D538, 0x1D552, {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}),
    "mathcal": (0x1D49C, 0x1D4B6, dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True))),
    "mathfrak": (0x1D504, 0x1D51E, {"C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"}),
}
"""Command -> where its capital and small letters begin, and those that stood in Unicode before."""
_ALPHABETS["mathscr"] = _ALPHABETS["mathcal"]
_ALPHABETS["Bbb"] = _ALPHABETS["mathbb"]
_SPACES = {
    "\\,": " ",
    "\\;": " ",
    "\\:": " ",
    "\\ ": " ",
    "\\quad": " ",
    "\\qquad": " ",
    "\\!": "",
    "\\\\": " ",
    "~": " ",
    "&": " ",
}
_PLAIN = {
    "-": "−",
    "'": "′",
    "\\{": "{",
    "\\}": "}",
    "\\|": "‖",
    "\\%": "%",
    "\\#": "#",
    "\\_": "_",
    "\\&": "&",
    "\\$": "$",
    "\\-": "",
}
_ORDINALS = frozenset("st nd rd th er re ère ère ème eme e è nde ste de".split()) - {"e", "de"}
"""Superscripts after a number that may as well be plain."""
_FRACTION_COMMANDS = frozenset(("frac", "tfrac", "dfrac", "nicefrac", "sfrac"))
_SILENT = frozenset(("begin", "end", "hspace", "label", "phantom", "hphantom", "vphantom"))
_FRACTIONS = {"1/2": "½", "1/4": "¼", "3/4": "¾", "1/3": "⅓", "2/3": "⅔"}


def decoded_math(source: str) -> str:
    """The text of mathematics between two dollar signs."""
    text = _Math(source).run(0)
    return unicodedata.normalize("NFC", " ".join(text.split()) if len(text) > 1 else text)


class _Math:
    def __init__(self, source: str) -> None:
        self.pieces = _PIECE.findall(source)
        self.at = 0

    def run(self, depth: int) -> str:
        """The text up to the closing brace of this level, or the end."""
        out = list[str]()
        while self.at < len(self.pieces) and not (depth and self.pieces[self.at] == "}"):
            out.append(self.atom(depth))
        self.at += 1
        return "".join(out)

    def atom(self, depth: int) -> str:
        piece = self.pieces[self.at]
        self.at += 1
        if piece == "{":
            return self.run(depth + 1) if depth < DEEPEST else ""
        if piece in "^_":
            return self.script(piece, depth)
        if piece in _SPACES:
            return _SPACES[piece]
        if piece in _PLAIN:
            return _PLAIN[piece]
        if piece[0] == "\\":
            return self.command(piece[1:].rstrip("*"), depth)
        return "" if piece == "}" else " " if piece.isspace() else piece

    def command(self, name: str, depth: int) -> str:
        if name in OPERATORS or name in RELATIONS:
            return RELATIONS.get(name, name)
        self.skip_blanks()
        if name in _ALPHABETS:
            return "".join(_letter(name, letter) for letter in self.argument(depth))
        if name in MATH_ACCENTS:
            text = self.argument(depth)
            return "".join(letter + MATH_ACCENTS[name] for letter in text) if len(text) <= 3 else text
        if name in _FRACTION_COMMANDS:
            return _fraction(self.argument(depth), self.argument(depth))
        return self.rare(name, depth)

    def rare(self, name: str, depth: int) -> str:
        if name == "sqrt":
            return self.root(depth)
        if name in ("binom", "tbinom", "dbinom"):
            return f"({self.argument(depth)} choose {self.argument(depth)})"
        if name == "not":
            return self.argument(depth) + "\u0338"
        if name in SWITCHES:
            return ""
        if name in _SILENT:
            self.argument(depth)
            return " "
        return LETTERS.get(name) or TEXT.get(name) or self.unknown(name, depth)

    def unknown(self, name: str, depth: int) -> str:
        """The argument of an unknown command, else its name: no word is lost."""
        if self.at < len(self.pieces) and self.pieces[self.at] == "{":
            return self.argument(depth)
        return name if name.isalpha() and len(name) > 1 else name if not name.isalpha() else ""

    def argument(self, depth: int) -> str:
        self.skip_blanks()
        if self.at >= len(self.pieces) or self.pieces[self.at] == "}":
            return ""
        return self.atom(depth + 1) if depth < DEEPEST else self.raw()

    def raw(self) -> str:
        self.at += 1
        return str(self.pieces[self.at - 1])

    def root(self, depth: int) -> str:
        text = self.argument(depth)
        return f"√{text}" if len(text) <= 1 or text.isdigit() else f"√({text})"

    def script(self, sign: str, depth: int) -> str:
        """Superscript or subscript, for all characters or none."""
        text = self.argument(depth).strip()
        table = SUPERSCRIPTS if sign == "^" else SUBSCRIPTS
        if text in ("∘", "°"):
            return "°"
        if text in ("′", "″", "*", "∗", "†", "‡") and sign == "^":
            return text
        if sign == "^" and text.lower() in _ORDINALS:
            return text
        if text and all(letter in table or letter == " " for letter in text):
            return "".join(table.get(letter, "") for letter in text)
        return f"{sign}{text}" if len(text) <= 1 else f"{sign}({text})" if text else ""

    def skip_blanks(self) -> None:
        while self.at < len(self.pieces) and self.pieces[self.at].isspace():
            self.at += 1


def _letter(alphabet: str, letter: str) -> str:
    capitals, small, others = _ALPHABETS[alphabet]
    if letter in others:
        return others[letter]
    if "A" <= letter <= "Z":
        return chr(capitals + ord(letter) - ord("A"))
    return chr(small + ord(letter) - ord("a")) if "a" <= letter <= "z" else letter


def _fraction(top: str, bottom: str) -> str:
    short = _FRACTIONS.get(f"{top}/{bottom}")
    return short or "/".join(part if len(part) <= 1 or part.isalnum() else f"({part})" for part in (top, bottom))
