# SPDX-License-Identifier: GPL-3.0-or-later
"""What the life cycle of a kind of resource needs to be tried."""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sample:
    """create: options at first.
    update: what is changed then, as it is afterwards; {} if nothing can be changed.
    forbidden: a change that the cloud does not allow, if there is one.
    needs: what has to be there before, as (noun, options), in this order.
    leaves: what is there when it is gone, as `needs`.
    diff: what the difference of `update` shows, where that is not `update` itself.
    admin: whether it takes the provider's account; "system" for one with the scope of the system.
    """

    create: dict
    update: dict
    forbidden: dict = field(default_factory=dict)
    needs: tuple[tuple[str, dict], ...] = ()
    leaves: tuple[tuple[str, dict], ...] = ()
    diff: dict | None = None
    admin: bool | str = False
