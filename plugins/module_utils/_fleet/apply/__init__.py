# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carrying out a plan: one loop, which advances every server.

Lives here: loop, leg (what all legs have in common), legs, change_legs, volume_legs and port_leg
(a server's way), journey and phase (pure: where it is on it), calls and changes (the requests),
watch (the shared lists), ingress (will its port answer), context (what all of a run share),
progress (pure: the lines that tell of it).  May import: plan/, drift/, observe/, spec/.
A new thing belongs here if it is done to one server of a fleet.
"""
