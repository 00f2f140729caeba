# SPDX-License-Identifier: GPL-3.0-or-later
"""Real OpenStack services without hypervisors, agents, a message broker or a database server."""
