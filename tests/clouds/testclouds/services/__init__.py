# SPDX-License-Identifier: GPL-3.0-or-later
"""The OpenStack services as processes.  serve.py forks them; a module per service says how it is
imported (load, before the fork) and made (run, after it); the others are what is put in place of
what is missing here: a message broker, a database server, a hypervisor, network agents, disks.
"""
