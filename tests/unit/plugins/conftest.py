# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for the unit tests of all plugins."""

from __future__ import annotations

import hypothesis

# a busy machine is no fault
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")
