# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What no fleet owns any more, and how it goes.

Lives here: search (what there is, on all targets), verdict (pure: what of it is orphaned), reap
(deletes it).  What there can be, and whose it is, say the kinds of _fleet.  May import: _fleet and
what is below it.
A new thing belongs here if it is about what a run that was killed may leave.
"""
