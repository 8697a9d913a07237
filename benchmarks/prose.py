"""Text that reads like documentation to a Markdown parser: headings, paragraphs, lists, tables, code."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

WORDS = (
    "ability account action alignment analysis argument attention author baseline behaviour belief benchmark "
    "capability case cause claim concept concern condition consensus context control cost data debate decade decision "
    "definition deployment design detail development direction discovery effect effort estimate evaluation evidence "
    "example expert explanation failure feature field forecast framework function future gap goal governance group "
    "growth guide history hypothesis idea impact incentive influence institution interpretability issue judgement "
    "knowledge laboratory language layer level limit literature margin market measure mechanism method model network "
    "objective observation opinion outcome output oversight paper parameter pattern performance policy position "
    "practice prediction principle probability problem process progress proposal quality question range reason record "
    "region report research resource result review risk safety sample scale scenario science section signal source "
    "standard strategy study survey system task technique technology term theory threshold timeline topic training "
    "trend uncertainty value variable version about across after against also although among before between despite "
    "during either however mostly often rather since still therefore through under until usually whether while within "
    "without "
).split()


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a reference may stand."""

    kind: str
    """table, list, prose or card."""

    def filled(self, text: str) -> str:
        """`text` with the space that parts it from its neighbour."""
        return {"card": text, "list": f"{text} "}.get(self.kind, f" {text}")


class Writer:
    """Writes with the choices of one random source."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def words(self, count: int) -> str:
        return " ".join(self._random.choices(WORDS, k=count))

    def sentence(self) -> str:
        text = self.words(self._random.randint(8, 24)).capitalize()
        kind = self._random.random()
        if kind < 0.1:
            return f"{text} with **{self.words(2)}**."
        if kind < 0.15:
            return f"{text}, as in `{self.words(1)}`."
        return f"{text}."

    def section(self) -> list[str | Slot]:
        """A heading and some blocks below it."""
        parts: list[str | Slot] = [f"{'##' if self._random.random() < 0.6 else '###'} {self.words(3).capitalize()}\n\n"]
        blocks = [self.paragraph, self.paragraph, self.listing, self.table]
        for block in self._random.choices(blocks, k=4):
            parts += [*block(), "\n\n"]
        if self._random.random() < 0.1:
            parts.append(f"```python\n{self.words(1)} = {self.words(1)}({self._random.random()})\n```\n\n")
        return parts

    def paragraph(self) -> list[str | Slot]:
        """Sentences on one line; a reference may close one."""
        parts: list[str | Slot] = []
        for _ in range(self._random.randint(2, 6)):
            parts += [self.sentence(), Slot("prose"), " "]
        return parts[:-1]

    def listing(self) -> list[str | Slot]:
        """A tight list; a reference may open an item."""
        parts: list[str | Slot] = []
        for _ in range(self._random.randint(3, 7)):
            parts += ["- ", Slot("list"), f"{self.sentence()}", "\n"]
        return parts[:-1]

    def table(self) -> list[str | Slot]:
        """Four columns; a reference may stand in the last."""
        head = " | ".join(self.words(1).capitalize() for _ in range(4))
        parts: list[str | Slot] = [f"| {head} |\n|---|---|---|---|\n"]
        for _ in range(self._random.randint(3, 8)):
            text = self.words(self._random.randint(3, 9))
            row = f"| {self.words(2)} | {self._random.randint(1, 100)}% | {text} | {self.words(1)}"
            parts += [row, Slot("table"), " |", "\n"]
        return parts[:-1]
