# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is asked of a fleet.  Pure, all of it.

Lives here: fleet (the options as frozen data), validate (all that can be refused before a cloud is
asked), mark (the ownership metadata, by which a fleet finds again what is its own), alternatives
(options that are lists in order of preference), limits and prices (of a target).
May import: _resource and below, what is pure there.
A new thing belongs here if it follows from the options alone.
"""
