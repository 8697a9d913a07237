"""Keeps Python's garbage collector from visiting what lives as long as the build.

Every full collection visits all objects there are. Ours (modules, resources, citations) would make each of them longer for the
whole site, and none of them becomes garbage before the build ends.
"""

from __future__ import annotations

import gc


class LastingObjects:
    """Objects that collections leave out, until the build is over."""

    def __init__(self) -> None:
        self._are_left_out = False

    def leave_out(self) -> None:
        """Leaves out all that there is now, unless another program has done so for reasons of its own."""
        if self._are_left_out or gc.get_freeze_count() == 0:
            gc.freeze()
            self._are_left_out = True

    def take_back(self) -> None:
        """Collections visit everything again: a server lives on, and what this build made is garbage after the next."""
        if self._are_left_out:
            gc.unfreeze()
            self._are_left_out = False
