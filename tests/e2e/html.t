#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every page without a browser: HTML, titles, texts, links.
exec "$(dirname "$0")/lancer" html.mjs
