#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
exec python output.py -e @../../integration_config.yml "$@"
