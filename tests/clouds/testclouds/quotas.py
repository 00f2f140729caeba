# SPDX-License-Identifier: GPL-3.0-or-later
"""Which quota belongs to which service, and setting it through the services' APIs."""
from __future__ import annotations

COMPUTE = ('instances', 'cores', 'ram')
NETWORK = ('floatingip', 'port', 'router', 'security_group', 'security_group_rule')
VOLUME = ('volumes', 'gigabytes')


def parse(pairs):
    """KEY=NUMBER words as a dict; ValueError with a sentence."""
    result = {}
    for pair in pairs:
        key, _equals, value = pair.partition('=')
        if key not in COMPUTE + NETWORK + VOLUME:
            raise ValueError(f"there is no quota {key!r}; there are "
                             f"{', '.join(COMPUTE + NETWORK + VOLUME)}")
        if not value.lstrip('-').isdigit() or int(value) < -1:
            raise ValueError(f'{pair!r}: a quota is a number, -1 for no limit')
        result[key] = int(value)
    return result


def apply(admin, project, limits):
    """admin: a connection with the rights of the provider."""
    for keys, call in ((COMPUTE, admin.set_compute_quotas), (NETWORK, admin.set_network_quotas),
                       (VOLUME, admin.set_volume_quotas)):
        chosen = {key: value for key, value in limits.items() if key in keys}
        if chosen:
            call(project, **chosen)
