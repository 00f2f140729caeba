# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every module on a cloud that nobody can verify: every.py MODULES CLOUDS

MODULES: their folder.  CLOUDS: a clouds.yaml that does not say whom to trust.  Each module is run
in check mode with the options of its examples, until one of them is taken; it has to say what is
wrong, and what to set.
"""
from __future__ import annotations

import ast
import contextlib
import importlib
import io
import json
import os
import sys
from pathlib import Path

import yaml
from ansible.module_utils.testing import patch_module_args

OURS = "multicloud.openstack."
SENTENCES = ("alpha/RegionOne: ", "certificate verify failed at https://",
             "set cacert of this cloud in clouds.yaml")
WHERE = ("cloud", "region_name", "targets", "auth", "clouds_yaml")


def examples(path):
    """The options of each, without the cloud that they are for."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "EXAMPLES":
            for task in yaml.safe_load(node.value.value):
                options = task.get(OURS + path.stem) or {}
                yield {key: value for key, value in options.items() if key not in WHERE}


def answer(name, options):
    """What a module ends with, as text; it has a process of its own."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        with os.fdopen(writing, "w") as pipe, patch_module_args(options):
            with contextlib.redirect_stdout(io.StringIO()) as out, \
                    contextlib.suppress(SystemExit):
                importlib.import_module(
                    f"ansible_collections.{OURS}plugins.modules.{name}").main()
            pipe.write(out.getvalue())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return pipe.read()


def clear(said):
    """Whether it is what we want to hear."""
    return all(sentence in said for sentence in SENTENCES) and "Traceback" not in said


def main(modules, clouds):
    where = {"cloud": "alpha", "clouds_yaml": clouds, "_ansible_check_mode": True}
    paths, unclear = sorted(Path(modules).glob("*.py")), []
    import openstack  # noqa: F401  once for all
    for path in paths:
        said = ""
        for options in examples(path):
            said = answer(path.stem, {**options, **where})
            if clear(said):
                break
        else:
            unclear.append(f"{path.stem}: {json.loads(said).get('msg', said) if said else said}")
    print(f"{len(paths)} modules", *unclear, sep="\n")
    sys.exit(bool(unclear))


if __name__ == "__main__":
    main(*sys.argv[1:])
