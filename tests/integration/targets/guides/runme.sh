#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
exec python guide.py getting_started
