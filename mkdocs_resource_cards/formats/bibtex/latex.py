r"""TeX in values -> text. No words are lost: an unknown command becomes its argument, or its name.

Mathematics becomes Unicode where Unicode has it (`$\beta$` is β, `H$_2$O` is H₂O); see `mathematics`.
"""

from __future__ import annotations

import re
import unicodedata

from ...normalize.title_markup import KEPT, KEPT_END
from .mathematics import COMMANDS, decoded_math
from .tex_symbols import (
    ACCENTS,
    FORMATTING,
    MARKED,
    MATH,
    SECOND,
    SILENT,
    SWITCHES,
    TEXT,
    WRAPPED,
)
from .verbatim import address

DEEPEST = 40
"""Deepest nesting of braces; deeper braces are ignored."""
_SPECIAL = re.compile(r"[\\$~`]")
"""A text without these characters, braces, `--` and `''` is plain text."""
_PIECE = re.compile(r"\\(?:[A-Za-z@]+\*?|[^A-Za-z]|\Z)|[{}$~]|-{2,}|``|''|[?!]?`|'|[^\\{}$~`'?!-]+|.", re.DOTALL)
_LIGATURES = {"``": "“", "''": "”", "--": "–", "---": "—", "~": " ", "`": "‘", "?`": "¿", "!`": "¡"}
_SIGNS = {
    **{f"\\{sign}": sign for sign in "&%#_${}@'\"`+*.,:;!?()=<>|^~"},
    **dict.fromkeys(("\\ ", "\\\n", "\\\\", "\\,", "\\;", "\\:"), " "),
    **dict.fromkeys(("\\!", "\\-", "\\/", "\\", "\\@", "\\(", "\\)", "\\[", "\\]"), ""),
}
"""Commands of one character that are not accents."""
_MONEY = re.compile(r"\s*[0-9][^\\^_=+]*\s[^\\^_]*|\s[^\\^_]*|[^\\^_]*\s")
"""What is between two dollar signs if they are prices."""
_NUMBER = re.compile(r'"([0-9A-Fa-f]{1,6})|\'([0-7]{1,7})|([0-9]{1,7})')
_EMPTY = re.compile(rf"<(i|b|sc|su[bp])>(\s*)</\1>|{KEPT}(\s*){KEPT_END}")
_GROUP = re.compile(r"\{([^{}]*)\}")


def decoded(text: str, *, is_marked: bool = False) -> str:
    r"""The text of a value: `{\"o}` is `ö`, braces that protect case are removed, paragraphs stay.

    `is_marked`: what is italic, bold, in small capitals, raised or lowered comes in CSL's tags: `\emph{a}` is `<i>a</i>`;
    and what braces or mathematics keep as it is, in KEPT and KEPT_END.
    """
    # One character class and two plain searches are ten times as fast as one expression for all.
    if not (_SPECIAL.search(text) or "--" in text or "''" in text):
        if "{" not in text and "}" not in text:
            return text
        if not is_marked:
            return unicodedata.normalize("NFC", text.replace("{", "").replace("}", ""))
        marked = _GROUP.sub(rf"{KEPT}\1{KEPT_END}", text)
        if "{" not in marked and "}" not in marked and "{}" not in text:
            return unicodedata.normalize("NFC", marked)
    found = _Tex(text, is_marked).run(0)
    return unicodedata.normalize("NFC", _EMPTY.sub("", found) if is_marked else found)


def text_of(value: str, *, is_marked: bool = False) -> str:
    """The text of a value on one line; with CSL's tags if `is_marked`."""
    if not value:  # Most searches find nothing.
        return ""
    text = decoded(value, is_marked=is_marked)
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


class _Tex:
    """Reads one text. `at`: offset of the next character."""

    def __init__(self, text: str, is_marked: bool = False) -> None:
        self.pieces = _PIECE.findall(text)
        self.at = 0
        self.opened = 0
        self.is_marked = is_marked
        self.tags: list[str] = []
        """Open tags of switches, closed at the end of their groups."""

    def run(self, depth: int) -> str:
        """The text up to the closing brace of this level, or the end."""
        out, tags = list[str](), len(self.tags)
        pieces = self.pieces
        while self.at < len(pieces):
            piece = pieces[self.at]
            self.at += 1
            if piece == "}":
                if depth:
                    break
            elif piece == "{":
                if depth < DEEPEST:
                    out.append(self.kept(self.run(depth + 1)))
            elif piece[0] == "\\":
                out.append(self.command(piece, depth))
            elif piece == "$":
                out.append(self.dollar())
            else:
                out.append(self.plain(piece))
        while len(self.tags) > tags:
            out.append(f"</{self.tags.pop()}>")
        return "".join(out)

    def plain(self, piece: str) -> str:
        if piece == "`":
            self.opened += 1
        elif piece == "'":
            if self.opened:
                self.opened -= 1
                return "’"
            return piece
        elif piece == "''" and not self.opened:
            return "”"
        return _LIGATURES.get(piece, piece)

    def command(self, piece: str, depth: int) -> str:
        name = piece[1:].rstrip("*") or piece[1:]
        if name in ACCENTS and (len(name) > 1 or not name.isalpha() or self.has_letter()):
            return self.accented(name, depth)
        if not name or not name[0].isalpha():
            if name in ("(", "["):
                return self.kept(decoded_math(self.until("\\)" if name == "(" else "\\]")))
            return _SIGNS.get(piece, name)
        had_blanks = self.skip_blanks()
        text = self.word(name, depth)
        # For TeX they only end the name of a command, but nobody wants `LaTeXand`.
        return f"{text} " if had_blanks and len(text) > 1 and text[-1].isalnum() else text

    def word(self, name: str, depth: int) -> str:
        if name in TEXT:
            return TEXT[name]
        if name in SWITCHES:
            return self.switch(name)
        if name in SILENT:
            self.silent(name)
            return ""
        if name in ("textsuperscript", "textsubscript"):
            return self.raised(name, depth)
        if name in COMMANDS:
            wrapped = "" if name == "ensuremath" else f"\\{name}"
            arguments = [f"{{{self.raw_argument()}}}" for _ in range(1 + (name == "frac"))]
            return self.kept(decoded_math(wrapped + "".join(arguments)))
        if name in ("url", "path", "nolinkurl"):
            return address(self.raw_argument())
        return self.with_argument(name, depth)

    def switch(self, name: str) -> str:
        """Opens the tag of a switch (italic, bold), for the rest of its group."""
        tag = MARKED.get(name, "") if self.is_marked else ""
        self.tags += [tag] if tag else []
        return f"<{tag}>" if tag else ""

    def raised(self, name: str, depth: int) -> str:
        """Superscript or subscript in Unicode, if it has all characters; else the plain text."""
        source = self.raw_argument()
        text = decoded_math(("^" if name == "textsuperscript" else "_") + "{" + source + "}")
        if "^" not in text and "_" not in text:
            return text
        text = _Tex(source).run(min(depth + 1, DEEPEST)) if depth < 3 else source
        return self.in_tags("sup" if name == "textsuperscript" else "sub", text)

    def in_tags(self, tag: str, text: str) -> str:
        return f"<{tag}>{text}</{tag}>" if tag and text and self.is_marked else text

    def kept(self, text: str) -> str:
        return f"{KEPT}{text}{KEPT_END}" if text and self.is_marked else text

    def with_argument(self, name: str, depth: int) -> str:
        self.skip_option()
        has_argument = self.at < len(self.pieces) and self.pieces[self.at] == "{"
        if name in SECOND and has_argument:
            first = self.raw_argument()
            self.skip_blanks()
            if self.at < len(self.pieces) and self.pieces[self.at] == "{":
                return self.argument(depth)
            return address(first)
        if name in WRAPPED and has_argument:
            return f"{WRAPPED[name][0]}{self.argument(depth)}{WRAPPED[name][1]}"
        if name in ("char", "symbol", "unichar"):
            return self.character()
        if has_argument:
            words = self.in_tags(MARKED.get(name, ""), self.argument(depth))
            words = self.kept(words) if name == "texttt" else words
            return words or ("" if name in FORMATTING else name)
        return MATH.get(name) or (name if len(name) > 1 else "")

    def silent(self, name: str) -> None:
        for _ in range(SILENT[name]):
            self.skip_option()
            if self.at < len(self.pieces) and self.pieces[self.at] == "{":
                self.raw_argument()

    def accented(self, name: str, depth: int) -> str:
        self.skip_blanks()
        is_marked, self.is_marked = self.is_marked, False  # An accent needs a letter.
        text = self.argument(depth)
        self.is_marked = is_marked
        text = {"ı": "i", "ȷ": "j"}.get(text[:1], text[:1]) + text[1:]
        if not text.strip():
            return {"~": "~", "^": "^", "'": "´", '"': "¨", "`": "`"}.get(name, "")
        place = 2 if name == "t" and len(text) > 1 else 1
        return (
            unicodedata.normalize("NFC", text[:1] + ACCENTS[name] + text[1:])
            if place == 1
            else text[0] + ACCENTS[name] + text[1:]
        )

    def argument(self, depth: int) -> str:
        """The text of the next group or character."""
        if self.at >= len(self.pieces):
            return ""
        piece = self.pieces[self.at]
        if piece == "}":
            return ""
        self.at += 1
        if piece == "{":
            return self.run(depth + 1) if depth < DEEPEST else ""
        if piece[0] == "\\":
            return self.command(piece, depth + 1) if depth < DEEPEST else ""
        if len(piece) > 1 and piece not in _LIGATURES:
            self.pieces[self.at - 1] = piece[1:]
            self.at -= 1
            return str(piece[0])
        return "" if piece == "$" else str(piece)

    def raw_argument(self) -> str:
        """The source of the next group, without its braces, or of the next character."""
        self.skip_blanks()
        pieces = self.pieces
        if self.at >= len(pieces) or pieces[self.at] != "{":
            return self.argument(DEEPEST)
        start, level = self.at + 1, 0
        while self.at < len(pieces):
            level += (pieces[self.at] == "{") - (pieces[self.at] == "}")
            self.at += 1
            if level == 0:
                return "".join(pieces[start : self.at - 1])
        return "".join(pieces[start:])

    def dollar(self) -> str:
        """Mathematics; or a dollar sign, if no other follows or if both are prices."""
        is_display = self.at < len(self.pieces) and self.pieces[self.at] == "$"
        start = self.at + is_display
        try:
            end = self.pieces.index("$", start)
        except ValueError:
            return "$"
        source = "".join(self.pieces[start:end])
        if not is_display and _MONEY.fullmatch(source):
            return "$"
        self.at = end + 1 + (is_display and self.pieces[end + 1 : end + 2] == ["$"])
        return self.kept(decoded_math(source))

    def until(self, closing: str) -> str:
        try:
            end = self.pieces.index(closing, self.at)
        except ValueError:
            end = len(self.pieces)
        source = "".join(self.pieces[self.at : end])
        self.at = end + 1
        return source

    def character(self) -> str:
        r"""The character of `\char"E9` or `\symbol{233}`."""
        if self.at < len(self.pieces) and self.pieces[self.at] == "{":
            written, rest = self.raw_argument(), ""
        else:
            size = 2 if self.pieces[self.at : self.at + 1] == ["'"] else 1
            written, self.at = "".join(self.pieces[self.at : self.at + size]), self.at + size
            match = _NUMBER.match(written)
            rest = written[match.end() :] if match else ""
        match = _NUMBER.match(written.strip())
        if match is None:
            return written
        number = int(match[1], 16) if match[1] else int(match[2], 8) if match[2] else int(match[3])
        return (chr(number) if 31 < number < 0xD800 or 0xDFFF < number < 0x110000 else "") + rest

    def has_letter(self) -> bool:
        """Whether a character follows that can have an accent."""
        return self.at < len(self.pieces)

    def skip_blanks(self) -> bool:
        """Skips blanks after the name of a command. Returns whether there were any."""
        has_blanks = self.at < len(self.pieces) and self.pieces[self.at][0] in " \t\n"
        if has_blanks:
            rest = self.pieces[self.at].lstrip(" \t\n")
            if rest:
                self.pieces[self.at] = rest
            else:
                self.at += 1
        return has_blanks

    def skip_option(self) -> None:
        """Skips an optional argument, `[...]`."""
        here, after = ([*self.pieces[self.at : self.at + 2], "", ""])[:2]
        if here.startswith("[") and here.endswith("]") and after == "{":
            self.at += 1
