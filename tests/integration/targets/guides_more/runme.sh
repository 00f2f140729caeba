#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
cd ../guides
exec python guide.py multicloud
