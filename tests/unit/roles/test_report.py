# SPDX-License-Identifier: GPL-3.0-or-later
"""How the role report replaces the file of metrics."""

from __future__ import annotations

from pathlib import Path

import house
import templating
import yaml


def test_node_exporter_never_reads_half_a_file():
    """It reads whatever ends with .prom, also Ansible's temporary file, .ansible_tmp... and the
    name of the file that is written."""
    write, rename = yaml.safe_load(house.read("roles/report/tasks/write_metrics.yml"))
    for task in write, rename:
        name = templating.evaluate(task["vars"]["__report_metrics"], report_metrics="/srv/a.prom")
        assert name == "/srv/a.prom"
    new = templating.evaluate(write["ansible.builtin.copy"]["dest"], __report_metrics="/srv/a.prom")
    assert Path(new).parent == Path("/srv") and not new.endswith(".prom")
    argv = [templating.evaluate(one, __report_metrics="/srv/a.prom")
            for one in rename["ansible.builtin.command"]["argv"]]
    assert argv == ["mv", "-f", new, "/srv/a.prom"]
