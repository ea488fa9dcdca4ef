#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every page with every parameter, given what nobody should send (parametres.mjs).
exec "$(dirname "$0")/../e2e/lancer" --sans-modules ../http/parametres.mjs
