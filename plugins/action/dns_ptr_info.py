# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the module of the same name, within Ansible's own process where that is the same."""
from __future__ import annotations

from ..plugin_utils.direct import action

ActionModule = action(__name__)
