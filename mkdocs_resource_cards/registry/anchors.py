"""What the anchors of a file keep and its aliases repeat, within bounds.

One entry with large anchors must not cost other entries theirs: if all together hold too much, the anchors of the entry
that holds the most are dropped, and the rest stay.
"""

from __future__ import annotations

from .nodes import HasPosition, Node, Position, Refused, shown
from .report import ProblemCollector

KEPT = 200_000
"""Values that the anchors of one file may keep, each of 16 characters or less; a longer one counts as several."""
REPEATED = 1_000_000
"""Characters, and 16 for each value, that aliases may repeat, over the length of the file."""
_UNIT = 16


class _Keeper:
    """An entry with anchors, which begins at `place`."""

    def __init__(self, location: Position) -> None:
        self.location = location
        self.kept = 0
        self.names: set[str] = set()


class Anchors:
    """What the anchors of one file of `length` bytes stand for, and how much of it may still be repeated."""

    def __init__(self, length: int) -> None:
        self._nodes: dict[str, tuple[Node, int, _Keeper]] = {}
        """name -> node, its weight and whose it is."""
        self._keepers: dict[Position, _Keeper] = {}
        self._kept = 0
        self._lost = "which no anchor before it defines"
        self._repeatable = REPEATED + length

    def keep(self, name: str, node: Node, weight: int, entry: HasPosition, report: ProblemCollector) -> None:
        """Remembers `node`, which weighs so much, as `name`; `entry` is where the entry with the anchor begins."""
        self._release(name)
        location = Position(entry.line, entry.column)
        keeper = self._keepers.setdefault(location, _Keeper(location))
        keeper.kept += weight // _UNIT
        keeper.names.add(name)
        self._kept += weight // _UNIT
        self._nodes[name] = node, weight, keeper
        if self._kept > KEPT:
            self._forget(report)

    def repeat(self, name: str, mark: HasPosition) -> tuple[Node, int]:
        """What stands for an alias at `mark`, and its weight."""
        if name not in self._nodes:
            return Refused(f"the alias `*{shown(name)}`, {self._lost}", mark), 0
        node, weight, _ = self._nodes[name]
        self._repeatable -= weight
        if self._repeatable < 0:
            return Refused("an alias, and the aliases of this file expand to too much text", mark), weight
        return node._replace(mark=mark), weight

    def _release(self, name: str) -> None:
        """An anchor that is given again, or forgotten, keeps nothing of what it stood for."""
        if name in self._nodes:
            _, weight, keeper = self._nodes.pop(name)
            self._kept -= weight // _UNIT
            keeper.kept -= weight // _UNIT
            keeper.names.discard(name)
            if not keeper.names:
                del self._keepers[keeper.location]

    def _forget(self, report: ProblemCollector) -> None:
        """Forgets those of the entries that keep most, of equals the later first, until there is room for a while."""
        keepers = sorted(self._keepers.values(), key=lambda keeper: (keeper.kept, keeper.location), reverse=True)
        message = f"the anchors of this file hold more than {KEPT} values; those of this entry hold the most and are dropped"
        report.add("invalid_yaml", keepers[0].location, message)
        self._lost = "whose anchor is not defined before it, or was dropped"
        for keeper in keepers:
            if self._kept <= KEPT * 3 // 4:
                return
            for name in list(keeper.names):
                self._release(name)
