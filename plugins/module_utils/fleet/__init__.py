# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many servers on many targets: spec, observe, place, plan, apply, report.

Lives here: the fleet.  spec, mark, place, plan and report are pure; observe and apply talk to
the clouds; run puts them in order.  May import: resource, portable and cloud.
A new thing belongs here if it needs to see more than one server or more than one target.
"""
