# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the configuration says of clouds, as it may be shown."""
from __future__ import annotations

import json
from typing import Any

from .redact import Exchange
from .select import select


def configured(options: dict, _check_mode: bool) -> dict:
    """{clouds: [{name, config}]}, one for each region; without the values of secrets.

    Raises CloudError (config) for a cloud that options name; of others it warns.
    """
    selection = select({**options, "targets": [{"cloud": name} for name in options["clouds"]]})
    if selection.failures and options["clouds"]:
        raise selection.failures[0]
    found = [{"name": target.cloud, "config": _shown(selection.connections[target].region.config)}
             for target in selection.targets]
    return {"changed": False, "clouds": found, "warnings": [*map(str, selection.failures)]}


def _shown(config: dict[str, Any]) -> dict[str, Any]:
    shown = Exchange().body(json.dumps(config, default=str).encode())
    return dict(json.loads(shown))
