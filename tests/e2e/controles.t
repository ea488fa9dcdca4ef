#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Each thing that the browser tests look at is found where it is wrong.
exec "$(dirname "$0")/lancer" temoins.mjs
