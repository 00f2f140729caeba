# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each kind of resource is, by service.

Lives here: data, and the aspects that need calls of their own.  A new kind of resource is a Spec
in the file of its service, a module, and sample values for the contract test.
"""
from __future__ import annotations

from . import (
    addresses,
    attachments,
    compute,
    identity,
    image,
    network,
    router,
    secret,
    security,
    server,
    storage,
)

PARTS = (addresses, attachments, compute, identity, image, network, router, secret, security,
         server, storage)
SPECS = {spec.noun: spec for part in PARTS for spec in part.SPECS}
