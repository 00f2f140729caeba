# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All kinds of things that a fleet owns."""
from __future__ import annotations

from .floating_ip import FloatingIpKind
from .keypair import KeypairKind
from .kind import Kind
from .owned import SERVER
from .port import PortKind
from .security_group import SecurityGroupKind
from .server import ServerKind
from .server_group import ServerGroupKind
from .volume import VolumeKind

# in the order of results
KINDS: tuple[Kind, ...] = (FloatingIpKind(), PortKind(), VolumeKind(), ServerKind(), KeypairKind(),
                           ServerGroupKind(), SecurityGroupKind())
BY_NAME = {kind.name: kind for kind in KINDS}
# servers last, so that what is made for a server while we look is not older than the list in which
# that server is missing
LISTED = sorted(KINDS, key=lambda kind: kind.name == SERVER)
