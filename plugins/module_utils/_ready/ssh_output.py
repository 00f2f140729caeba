# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What ssh and cloud-init say of a server, read.  Pure."""
from __future__ import annotations

import re
from dataclasses import dataclass

# of ssh at DEBUG1; that of a jump host is in nobody's words, as it is another ssh's
SHOWN = re.compile(r"Server host key: (\S+ SHA256:\S+)")
CHATTER = re.compile(r"debug\d: |OpenSSH_|Authenticated to |Transferred: |Bytes per second: |@@@|$")
STATUS = re.compile(r"(?<!\w)status: ([a-z ]+)")
ERRORS = re.compile(r"^[ \t]*- (.+)$", re.MULTILINE)
LOST = 255          # what ssh ends with where it is not the command's own result


@dataclass(frozen=True)
class Said:
    """How a command on a server has ended; code is None where its time was over."""

    code: int | None
    out: str = ""
    err: str = ""

    @property
    def reached(self) -> bool:
        """Whether the command was run, whatever came of it."""
        return self.code not in (None, LOST)

    @property
    def shown(self) -> str:
        """The fingerprint of the host key that the network has shown; '' if it came to none."""
        found = SHOWN.findall(self.err)
        return found[-1] if found else ""

    @property
    def mistrusted(self) -> bool:
        """Whether ssh has refused that key.  Of a jump host's, it sees none."""
        return self.code == LOST and bool(self.shown) and "verification failed" in self.err

    @property
    def reason(self) -> str:
        """The last of ssh's own words, if it has any; those of a jump host's are before them."""
        words = [line.strip() for line in self.err.splitlines() if not CHATTER.match(line)]
        return " ".join(words[-3:])


def cloud_init(said: Said) -> str:
    """What `cloud-init status --wait --long` has come to: done | degraded | error.

    Older ones know no degraded, newer ones end with 2 for it; some say it only.  Where it is
    disabled, it has nothing left to do.
    """
    word = (STATUS.findall(said.out) or [""])[-1].strip()
    if said.code == 1 or word == "error":
        return "error"
    return "degraded" if said.code == 2 or "degraded" in said.out else "done"


def complaint(said: Said) -> str:
    """What cloud-init gives as reasons, if it does."""
    return "; ".join(ERRORS.findall(said.out))
