# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

OF = {"name": "contract-node-of", "driver": "fake-hardware"}

SAMPLES: dict[str, Sample] = {
    "baremetal_node": Sample(
        admin=True,
        create={"name": "contract-node", "driver": "fake-hardware", "resource_class": "one",
                "driver_info": {"ipmi_address": "192.0.2.1", "gone": "1"},
                "nics": [{"mac": "52:54:00:AA:00:01"}],
                "properties": {"cpu_arch": "x86_64", "cpus": "4", "memory_mb": None}},
        update={"driver_info": {"gone": None, "new": "2"}, "resource_class": "two",
                "properties": {"cpus": "8", "root_device": {"wwn": "1"}},
                "nics": [{"mac": "52:54:00:aa:00:02"}]},
        diff={"driver_info": {"ipmi_address": "192.0.2.1", "new": "2"}, "resource_class": "two",
              "properties": {"cpu_arch": "x86_64", "cpus": "8", "root_device": {"wwn": "1"}},
              "nics": [{"mac": "52:54:00:aa:00:01"}, {"mac": "52:54:00:aa:00:02"}]}),
    "baremetal_port_group": Sample(
        admin=True, needs=(("baremetal_node", OF),),
        create={"name": "contract-port-group", "node": OF["name"], "mode": "802.3ad",
                "address": "52:54:00:AA:00:03", "extra": {"kept": "1", "gone": "2"}},
        update={"mode": "active-backup", "standalone_ports_supported": False,
                "extra": {"gone": None}, "properties": {"miimon": "100"}},
        diff={"mode": "active-backup", "standalone_ports_supported": False,
              "extra": {"kept": "1"}, "properties": {"miimon": "100"}}),
    "baremetal_port": Sample(
        admin=True, needs=(("baremetal_node", OF), (
            "baremetal_port_group", {"name": "contract-group-of", "node": OF["name"]})),
        create={"address": "52:54:00:AA:00:04", "node": OF["name"], "is_pxe_enabled": False,
                "physical_network": "racks", "port_group": "contract-group-of",
                "local_link_connection": {"switch_id": "0a:1b:2c:3d:4e:5f", "port_id": "1"}},
        update={"extra": {"new": "2"}}),
    "baremetal_deploy_template": Sample(
        admin="system",
        create={"name": "CUSTOM_CONTRACT", "extra": {"kept": "1"}, "steps": [
            {"interface": "bios", "step": "apply_configuration", "priority": 110,
             "args": {"settings": [{"name": "LogicalProc", "value": "Enabled"}]}}]},
        update={"extra": {"new": "2"}, "steps": [
            {"interface": "bios", "step": "factory_reset", "priority": 120, "args": {}}]},
        diff={"extra": {"kept": "1", "new": "2"}, "steps": [
            {"interface": "bios", "step": "factory_reset", "priority": 120, "args": {}}]}),
}
