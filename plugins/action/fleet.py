# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the module of the same name as it is, and shows how far it has come."""
from __future__ import annotations

from ..plugin_utils.progress import FollowedAction

ActionModule = FollowedAction
