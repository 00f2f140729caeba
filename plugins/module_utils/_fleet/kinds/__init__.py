# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a fleet owns on a target, one file for each kind of it.

Lives here: registry (the list of all kinds), kind (what each of them says), owned (pure: a thing
that is ours, and whose), and a file for each kind: its list, what of that is ours, how it goes.
May import: spec/.  A new thing belongs here if it carries our mark and can be left behind.
"""
