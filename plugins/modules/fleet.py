#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = "module: fleet"

from ..module_utils.cloud.module import CLOUD_OPTIONS, EXCLUSIVE, CloudModule
from ..module_utils.fleet.options import FLEET_OPTIONS
from ..module_utils.fleet.run import run


def main():
    module = CloudModule(
        argument_spec={**CLOUD_OPTIONS, **FLEET_OPTIONS}, supports_check_mode=True,
        mutually_exclusive=EXCLUSIVE, required_if=[("state", "present", ["count"])])
    module.run(run)


if __name__ == "__main__":
    main()
