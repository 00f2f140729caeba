# SPDX-License-Identifier: GPL-3.0-or-later
"""All files can be imported where nothing is installed that they may not need: what a module is
made of with Python and ansible.module_utils alone, all else with ansible-core."""
from __future__ import annotations

import subprocess
import sys

import house
import pytest

LIBRARIES = ["openstack", "keystoneauth1", "os_service_types", "requests", "jmespath"]
CORE = ["yaml", "jinja2", "ansible.plugins", "ansible.errors", "ansible.utils", "ansible.parsing"]
# argv: what is not there, "--", and the files
IMPORT = """
import importlib, sys
split = sys.argv.index("--")
missing = tuple(sys.argv[1:split])

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in missing or name.startswith(tuple(f"{one}." for one in missing)):
            raise ImportError(f"{name} is not there")

sys.meta_path.insert(0, Missing())
for path in sys.argv[split + 1:]:
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    try:
        importlib.import_module(f"ansible_collections.multicloud.openstack.{name}")
    except ImportError as error:
        sys.exit(f"{path}: {error}")
"""


@pytest.mark.parametrize(("folders", "missing"), [
    (("modules", "module_utils", "doc_fragments"), LIBRARIES + CORE),
    ((), LIBRARIES),
])
def test_a_file_needs_no_more_than_it_may(folders, missing):
    files = [name for name in house.files("plugins/**/*.py")
             if not folders or name.split("/")[1] in folders]
    done = subprocess.run([sys.executable, "-c", IMPORT, *missing, "--", *files],
                          capture_output=True, text=True, check=False)
    assert files and done.returncode == 0, done.stderr
