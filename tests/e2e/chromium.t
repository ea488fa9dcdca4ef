#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every page in chromium (parcours.mjs).
exec "$(dirname "$0")/lancer" parcours.mjs chromium
