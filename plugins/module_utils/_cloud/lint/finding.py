# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong, where, and how to mend it.  Pure."""
from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ..errors import CloudError

# what does not work; what may go wrong, or is not safe; what is good to know
SEVERITIES = ERROR, WARNING, HINT = "error", "warning", "hint"

MENDS = {
    "config": "correct the name of this cloud or region, or its entry in clouds.yaml",
    "not_found": "use an existing one, or create it; if only this target lacks it, set the option "
                 "for this target",
    "ambiguous": "name the one you mean, by its id if necessary",
    "invalid": "correct this option",
    "conflict": "choose another name, or remove the conflicting resource",
}
LAST = "ask the provider"
# where there is nothing to correct yet
WRITE = "create ~/.config/openstack/clouds.yaml, see the guide Getting started"


@dataclass(frozen=True)
class Finding:
    """msg and mend: one sentence each, without its full stop, and never with a secret in it.

    key: of the cloud's entry, or the option of the fleet, or the environment variable.
    """

    severity: str
    msg: str
    mend: str
    file: str | None = None
    cloud: str | None = None
    region_name: str | None = None
    key: str | None = None

    @classmethod
    def of(cls, error: CloudError, severity: str = ERROR, **where: str | None) -> Finding:
        """What an error says."""
        what = f"{error.action}: " if error.action not in ("", where.get("key")) else ""
        place = error.target.report() if error.target else {}
        place = {name: value or None for name, value in place.items()}
        nowhere = error.kind == "config" and not {**place, **where}
        return cls(severity, f"{what}{error.message.rstrip('. ')}",
                   WRITE if nowhere else error.advice or MENDS.get(error.kind, LAST),
                   **{**place, **where})

    def report(self) -> dict[str, Any]:
        """As results show it."""
        return asdict(self)


def ordered(findings: list[Finding]) -> list[Finding]:
    """Each once, the worst first."""
    return sorted(dict.fromkeys(findings), key=lambda found: SEVERITIES.index(found.severity))
