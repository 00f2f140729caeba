# SPDX-License-Identifier: GPL-3.0-or-later
"""Every Python with this folder in its PYTHONPATH says at its end, in the file that BENCH_IMPORTED
names, which parts of the SDK it has imported."""
import atexit
import os
import sys


def _write(path):
    with open(path, "w", encoding="utf-8") as stream:
        print(*sorted({"openstack", "keystoneauth1"} & set(sys.modules)), file=stream)


if "BENCH_IMPORTED" in os.environ:
    atexit.register(_write, os.environ["BENCH_IMPORTED"])
