#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""assets/relais.css: every pair of colours that meet is read in both schemes (WCAG 2.1 AA, RGAA 3.2 and 3.3), and classes exist on both sides."""
import glob
import os
import re

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
css = open('assets/relais.css', encoding='utf-8').read()
n = 0


def ok(good, name, why=''):
    global n
    n += 1
    print(f'{"ok" if good else "not ok"} {n} - {name}' + ('' if good else f'\n# {why}'))


def luminance(colour):
    c = colour.lstrip('#')
    c = ''.join(x * 2 for x in c) if len(c) == 3 else c
    v = [int(c[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    v = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in v]
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]


def contrast(a, b):
    a, b = sorted((luminance(a), luminance(b)))
    return (b + 0.05) / (a + 0.05)


def colours(block):
    return dict(re.findall(r'--([\w-]+):(#[0-9a-fA-F]{3,6})\b', block))


light = colours(re.search(r'^:root\{(.*?)\}', css, re.S | re.M).group(1))
dark = {**light, **colours(re.search(r'prefers-color-scheme:dark\)\{:root\{(.*?)\}', css, re.S).group(1))}
printed = {**light, **colours(re.search(r'@media print\{\s*:root\{(.*?)\}', css, re.S).group(1))}
tones = ['bon', 'mauvais', 'doute', 'hors', 'info']
# Texts on what they may stand on: 4.5. Frames of fields, strokes and shapes that say something: 3.
PAIRS = [(t, f, 4.5) for t in ('texte', 'doux', 'lien') for f in ('fond', 'bloc', 'creux', 'voile')]
PAIRS += [('texte', f'{t}-fond', 4.5) for t in tones] + [(t, f'{t}-fond', 4.5) for t in tones]
PAIRS += [(t, f, 4.5) for t in tones for f in ('fond', 'bloc')]
PAIRS += [('sur-accent', 'accent', 4.5), ('sur-accent', 'vif', 4.5), ('ocre', 'fond', 4.5), ('fond', 'mauvais', 4.5)]
PAIRS += [('trait', f, 3) for f in ('fond', 'bloc')] + [('accent', f, 3) for f in ('fond', 'bloc', 'voile')] + [('ocre-vif', 'accent', 3)]
for scheme, v in (('light', light), ('dark', dark), ('print', printed)):
    bad = [f'--{a} on --{b}: {contrast(v[a], v[b]):.2f}, at least {least}' for a, b, least in PAIRS if contrast(v[a], v[b]) < least]
    ok(not bad, f'{len(PAIRS)} pairs of colours, {scheme}', '; '.join(bad))
used = set(re.findall(r'var\(--([\w-]+)\)', css))
known = set(light) | set(re.findall(r'--([\w-]+):', css))
ok(used <= known, 'every colour that is used is defined', used - known)
ok(set(light) <= used, 'every colour that is defined is used', set(light) - used)
outside = [c for c in re.findall(r'#[0-9a-fA-F]{3,6}\b', re.sub(r':root\{.*?\}', '', css, flags=re.S))]
ok(not outside, 'no colour outside the tables', outside)
ok('@import' not in css and 'url(' not in css and '@font-face' not in css, 'nothing is fetched beside the sheet')
# A class is written by a template or a script and drawn by the sheet; those whose names are built end with what varies.
written = ''.join(open(p, encoding='utf-8').read() for p in glob.glob('src/web/*.chtml') + glob.glob('src/web/*.[ch]') + ['assets/relais.js'])
classes = set(re.findall(r'\.(fr-[\w-]+)', css))
missing = {c for c in classes if c not in written and re.sub(r'--\w+$', '--{', c) not in written}
ok(not missing, 'every class of the sheet is written by a template', sorted(missing))
print(f'1..{n}')
