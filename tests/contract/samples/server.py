# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "server": Sample(
        needs=(("security_group", {"name": "contract-server"}),),
        create={"name": "contract-server", "image": "debian-12", "flavor": "m1.tiny",
                "network": "private", "auto_ip": False, "description": "one",
                "metadata": "a=1,b=x=y", "tags": ["a", "b"], "security_groups": ["default"],
                "expires": "2h", "userdata": "#cloud-config", "availability_zone": "nova"},
        update={"description": "two", "metadata": {"a": "2", "b": "x=y", "c": "3"},
                "tags": ["b", "c"], "security_groups": ["default", "contract-server"],
                "expires": "8h"},
        # tags of others stay
        diff={"description": "two", "metadata": {"a": "2", "b": "x=y", "c": "3"},
              "tags": ["a", "b", "c"], "security_groups": ["default", "contract-server"],
              "expires": "8h"},
        forbidden={"image": "ubuntu-24.04"}),
}
