# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether servers can be used, as their users would: by SSH.

Lives here: run (all servers side by side), visit (one of them), ssh (the program), ssh_output and
outcome (pure: what it has printed, and what that means).  May import: _fleet and what is below it.
A new thing belongs here if it is learnt on a server.
"""
