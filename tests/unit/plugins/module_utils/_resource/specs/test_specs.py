# SPDX-License-Identifier: GPL-3.0-or-later
"""Which file has which kind of resource, and that no other is imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module

import house

from ansible_collections.multicloud.openstack.plugins.module_utils._resource import specs


def test_each_file_has_the_kinds_that_are_looked_for_there():
    found = {name: tuple(spec.noun for spec in import_module(f"{specs.__name__}.{name}").SPECS)
             for name in specs.FILES}
    assert found == specs.FILES
    assert {noun: spec.noun for noun, spec in specs.SPECS.items()} == {
        noun: noun for noun in specs.SPECS} and len(specs.SPECS) == len(sum(found.values(), ()))


def test_all_files_are_shipped():
    text = house.read("plugins/module_utils/_resource/specs/__init__.py")
    imported = {alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)
                and node.level == 1 and not node.module for alias in node.names}
    assert imported == {*specs.FILES, *specs.RELATED}


def test_a_module_imports_no_other_kinds():
    code = (f"import sys; from {specs.__name__.rpartition('.')[0]} import module; "
            f"from {specs.__name__} import storage; "
            f"sys.exit('{specs.__name__}.image' in sys.modules)")
    subprocess.run([sys.executable, "-c", code], check=True)
