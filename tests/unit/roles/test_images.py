# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers by which the role images checks new versions."""

from __future__ import annotations

import house
import pytest
import templating
import yaml


@pytest.mark.parametrize(("check", "expires"), [({}, "1d"), ({"expires": "2h"}, "2h")])
def test_they_expire_if_the_run_is_killed(check, expires):
    (block,) = yaml.safe_load(house.read("roles/images/tasks/check.yml"))
    made = block["block"][0]["multicloud.openstack.fleet"]
    assert made["state"] == "present"
    assert templating.evaluate(made["expires"], images_check=check) == expires
