# shellcheck shell=bash
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# What all stages know of the job: its name, its own folder, and where our playbooks are
plain() { printf '%s' "$1" | tr -c '[:alnum:]' -; }
host=$(plain "$CUSTOM_ENV_CI_SERVER_HOST")
# the name of a fleet has at most 43 characters
[ "${#host}" -le 24 ] || host=$(printf '%s' "$host" | sha256sum | cut -c 1-12)
job=gitlab-$host-$(plain "$CUSTOM_ENV_CI_JOB_ID")
folder=${XDG_STATE_HOME:-$HOME/.local/state}/multicloud.openstack/$job
playbooks=$(readlink -f "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../playbooks/ci")
