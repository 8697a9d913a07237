"""Parts of one cite: the author's words around it, and what it is without its names."""

from __future__ import annotations

from .data import Cite
from .output import ItemTag, NamesTag, Out, PartTag, group, leaf, plain, replace, tagged
from .rich_text import as_written


def fixed(at: int, cite: Cite) -> tuple[bool, int]:
    """Whether a cite keeps its place. Such a cite is a group of its own."""
    is_fixed = bool(cite.prefix or cite.suffix or cite.author == "only")
    return is_fixed, at if is_fixed else -1


def bare(cite: Cite) -> Cite:
    """A cite without all that its author added."""
    return Cite(cite.id)


def with_affixes(cite: Cite, out: Out | None) -> Out | None:
    """A cite with its author's words around it."""
    if not (cite.prefix or cite.suffix):
        return out  # Otherwise show what the author wrote, even if the style renders nothing.
    prefix = group((leaf(as_written(cite.prefix.rstrip())), plain(" ")), tag=PartTag("prefix")) if cite.prefix else None
    space = plain(" ") if cite.suffix[:1].isalnum() else None
    suffix = group((space, leaf(as_written(cite.suffix.rstrip()))), tag=PartTag("suffix")) if cite.suffix else None
    return group((prefix, out, suffix))


def author_of(out: Out) -> str:
    """How a cite shows names: `Cite.author`."""
    tag = next((one.tag for one in tagged(out, ItemTag)), None)
    return tag.author if isinstance(tag, ItemTag) else ""


def suppressed(out: Out) -> Out | None:
    """A cite without its names, which are in the sentence."""
    if not isinstance(out.tag, ItemTag) or out.tag.author != "suppress":
        return out
    names = next(iter(tagged(out, NamesTag)), None)
    rest = None if names is None else replace(out._replace(tag=None), lambda one: None if one == names else one)
    return out if names is None else None if rest is None else rest._replace(tag=out.tag)
