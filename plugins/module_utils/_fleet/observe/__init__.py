# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What there is: a fleet's servers and volumes, and what a target offers.

Lives here: servers (the lists), offer (what a target has for the fleet), choice, quota,
volumes, backups (pure: what rows say), known_hosts (the file of host keys).  May import: spec/,
kinds/.
A new thing belongs here if it asks, and changes nothing.
"""
