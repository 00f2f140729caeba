# SPDX-License-Identifier: GPL-3.0-or-later
"""The disks of a server, held against the definition."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import SPEC, server
from drifts import differing, disk, made_of

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.volumes import (
    differences,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)

ON_VOLUME = {"boot_from_volume": True}
LOCAL = "boots from its local disk"
BOOT = "boots from a volume"
DATA = {"name": "data", "size": 10}
BOOT_MARKED = replace(disk(""), metadata={"multicloud_volume": "_boot"})


def row(lasts=True):
    """Of a server that boots from a volume; lasts: whether that is deleted with it."""
    return {"image": "", "os-extended-volumes:volumes_attached": [
        {"id": "v-", "delete_on_termination": lasts}]}


# the row and volumes of a server; the definition; what differs
TABLE = [
    ("local", {}, [], {}, [], []),
    ("boot-volume", row(), [disk("")], {**ON_VOLUME, "volume_size": 10}, [], []),
    ("marked-boot-volume", row(), [BOOT_MARKED], {**ON_VOLUME, "volume_size": 20},
     ["boot volume of 10 GiB"], ["boot volume of 20 GiB"]),
    ("the-one-with-the-mark", row(), [replace(disk(""), id="v-rescue", size=1), BOOT_MARKED,
                                      replace(disk(""), id="v-more", size=2)],
     {**ON_VOLUME, "volume_size": 10}, [], []),
    ("the-first-of-those-without", row(), [
        replace(disk(""), id="v-rescue", size=1), disk(""), replace(disk(""), id="v-more", size=2)],
     {**ON_VOLUME, "volume_size": 10}, [], []),
    ("from-a-volume", {}, [], ON_VOLUME, [LOCAL], [BOOT]),
    ("from-its-disk", row(), [disk("")], {}, [BOOT], [LOCAL]),
    ("small", row(), [disk("")], {**ON_VOLUME, "volume_size": 20},
     ["boot volume of 10 GiB"], ["boot volume of 20 GiB"]),
    ("large-enough", row(), [disk("", 30)], {**ON_VOLUME, "volume_size": 20}, [], []),
    ("size-that-is-not-spoken-of", row(), [disk("", 30)], ON_VOLUME, [], []),
    ("not-shown", row(), [], {**ON_VOLUME, "volume_size": 20},
     ["boot volume of 0 GiB"], ["boot volume of 20 GiB"]),
    ("type", row(), [disk("", type="ssd")], {**ON_VOLUME, "volume_type": "ssd"}, [], []),
    ("another-type", row(), [disk("", type="hdd")], {**ON_VOLUME, "volume_type": "ssd"},
     ["boot volume of type hdd"], ["boot volume of type ssd"]),
    ("stays", row(), [disk("")], {**ON_VOLUME, "terminate_volume": False},
     ["boot volume deleted with the server"], ["boot volume kept without the server"]),
    ("goes", row(False), [disk("")], ON_VOLUME,
     ["boot volume kept without the server"], ["boot volume deleted with the server"]),
    ("nova-does-not-say", row(None), [disk("")], ON_VOLUME, [], []),
    ("nova-does-not-say-and-it-should-stay", row(None), [disk("")],
     {**ON_VOLUME, "terminate_volume": False},
     ["boot volume maybe deleted with the server"], ["boot volume kept without the server"]),
    ("data", {}, [disk("data")], {"data_volumes": [DATA]}, [], []),
    ("data-large-enough", {}, [disk("data", 11)], {"data_volumes": [DATA]}, [], []),
    ("data-small", {}, [disk("data", 9)], {"data_volumes": [DATA]},
     ["data volume data of 9 GiB"], ["data volume data of 10 GiB"]),
    ("data-type", {}, [disk("data", type="ssd")], {"data_volumes": [{**DATA, "type": "ssd"}]},
     [], []),
    ("data-another-type", {}, [disk("data", type="ssd")],
     {"data_volumes": [{**DATA, "type": "hdd"}]},
     ["data volume data of type ssd"], ["data volume data of type hdd"]),
    ("one-more", {}, [disk("data")], {"data_volumes": [DATA, {"name": "log", "size": 5}]},
     ["no data volume log"], ["data volume log of 5 GiB"]),
    ("one-less", {}, [disk("data")], {}, ["data volume data of 10 GiB"], ["no data volume data"]),
    ("both-kinds", row(), [disk(""), disk("data")], ON_VOLUME,
     ["data volume data of 10 GiB"], ["no data volume data"]),
]


@pytest.mark.parametrize(("there", "volumes", "spec", "before", "after"),
                         [pytest.param(*line[1:], id=line[0]) for line in TABLE])
def test_differences(there, volumes, spec, before, after):
    found = differences(ServerSpec.of({**SPEC, **spec}), server(1, **there), volumes)
    assert found == (before, after)


def test_they_are_one_difference_of_a_server():
    found = differing(made_of(data_volumes=[DATA]), ON_VOLUME,
                      {"volumes": {"a1": [disk("data")]}})
    assert found == {"volumes": f"{LOCAL}, data volume data of 10 GiB -> {BOOT}, "
                                "no data volume data"}
