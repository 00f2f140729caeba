# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Text that a cloud or its users have written, in a sentence of ours.  Pure."""
from __future__ import annotations

LONGEST = 4000      # characters


def one_line(text: object) -> str:
    """The text as one line that does nothing to a terminal, and is not too long.

    What cannot be printed is shown as Python would write it: \\n, \\x1b, \\u202e.
    """
    found = str(text)
    if len(found) > LONGEST:
        found = f"{found[:LONGEST]}..."
    return found if found.isprintable() else "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in found)


def lines(text: str) -> str:
    """The same of each line of a text of several."""
    return "\n".join(map(one_line, text.split("\n")))
