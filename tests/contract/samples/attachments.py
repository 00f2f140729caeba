# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

NAME = "contract-server_interface"

SAMPLES: dict[str, Sample] = {
    # another one in the network that its server is in
    "server_interface": Sample(
        needs=(("server", {"name": NAME, "image": "cirros", "flavor": "m1.tiny",
                           "network": "private", "auto_ip": False}),),
        create={"server": NAME, "network": "private", "fixed_ip": "127.118.7.202"},
        update={}),
}
