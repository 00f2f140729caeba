# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server, the resource with the most parts; fleets make their servers of them as well.

Lives here: model (pure: a server as desired, as a request and as a row), digest (pure), options
(pure), request, calls, built_from, floating_ips, volumes, settle: the aspects of specs/server;
listing, actions, attachment and console: modules of their own.  May import: what is beside this
folder, but specs.
A new thing belongs here if it is about one server.
"""
