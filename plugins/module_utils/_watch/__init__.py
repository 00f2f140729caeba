# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What happens to fleets and clouds, as events.

Lives here: settings (pure: what was asked for), conditions (pure: what is wrong, by the last look
at each target), drifted (pure: which servers differ from definitions), watch (pure: which of the
conditions began or ended), definitions (of fleets, as their module reads them), look (at one
target), follow (again and again).  The event source of extensions/eda calls it.
May import: _fleet and what is below it.
A new thing belongs here if it is about what somebody may want to be told at once.
"""
