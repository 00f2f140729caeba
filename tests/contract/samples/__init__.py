# SPDX-License-Identifier: GPL-3.0-or-later
"""Sample values for the life cycle of each kind of resource, by the file that has its Spec."""
from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

PARTS = [import_module(f".{part.name}", __name__) for part in iter_modules(__path__)
         if part.name != "sample"]
SAMPLES = {noun: sample for part in PARTS for noun, sample in part.SAMPLES.items()}
