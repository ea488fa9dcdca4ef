#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every page in firefox (parcours.mjs).
exec "$(dirname "$0")/lancer" parcours.mjs firefox
