# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What nothing uses, whosever it is: it costs money, and nobody looks at it.

Lives here: unused (pure: what of a target's resources nothing uses), search (what there is, on all
targets; the result).  It deletes nothing.  May import: _fleet, for prices and marks, and what is
below it.
A new thing belongs here if it is about resources that are left over, by a fleet or by anybody.
"""
