# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What clouds see of us in their logs."""

APP_NAME, APP_VERSION = "multicloud.openstack", "0.1.0"
