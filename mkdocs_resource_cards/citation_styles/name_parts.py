"""Names whose particles and suffixes were written as part of something else."""

from __future__ import annotations

import re

from .data import Name

_QUOTED = re.compile('".+"')
_PARTICLE_ENDS = "'’–.-"


def split(name: Name) -> Name:
    """The name with particles taken out of the family and given name, and a suffix out of the given name."""
    if name.literal or not (name.given or name.non_dropping_particle or name.dropping_particle or name.suffix):
        return Name(literal=name.literal or name.family)
    given, family = name.given.replace("'", "’"), name.family.replace("'", "’")
    if _QUOTED.fullmatch(family) or _QUOTED.fullmatch(given):  # Quotation marks mean: keep this name as it is.
        return name._replace(family=family.strip('"'), given=given.strip('"'))
    suffix, particle, dropping = name.suffix, name.non_dropping_particle, name.dropping_particle
    has_comma = name.comma_suffix or ",!" in given
    if not suffix and "," in given.strip(","):
        given, suffix = (part.strip(" !") for part in given.split(",", 1))
    if not particle:
        particle, family = _leading_particle(family)
    words = given.split()
    count = next((at for at, word in enumerate(reversed(words)) if not _is_particle(word)), 0)
    if not dropping and count:
        given, dropping = " ".join(words[:-count]), " ".join(words[-count:])
    return Name(family, given, dropping, particle, suffix, has_comma)


def _leading_particle(family: str) -> tuple[str, str]:
    """(particle, rest)."""
    words = family.split()
    count = next((at for at, word in enumerate(words) if not _is_particle(word)), 0)
    if count:
        return " ".join(words[:count]), " ".join(words[count:])
    parts = re.split(f"([{_PARTICLE_ENDS}])", family)
    if len(parts) == 3 and parts[0] and parts[2] and _is_particle(parts[0]):
        return parts[0] + parts[1], parts[2]
    return "", family


def _is_particle(word: str) -> bool:
    return all(one.islower() or one in _PARTICLE_ENDS for one in word)
