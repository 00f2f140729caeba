# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In what servers differ from what their fleet's definition resolves to where they are.

Lives here: rows (pure: the table of options, a row for each), case (pure: one server and what it is
held against), asked and volumes (pure: how options are compared of which a target has to be asked),
drift (pure: goes through the table), resolve (asks a target for what its lists do not show).
May import: spec/ and observe/.
A new thing belongs here if it compares; a new option of a server is a row.
"""
