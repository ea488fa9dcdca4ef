# SPDX-License-Identifier: EUPL-1.2
"""Is the page of « rapport --html » well formed, whole in one file, accessible, and true? page.py PAGE RAPPORT.json

Structure: what RGAA asks that a program can see (language, title, headings in order, captions, scopes, images with a name, links that
lead somewhere, contrasts of the sheet). Figures: those of the JSON, each where it should be, and totals that add up.
"""
import html.parser
import json
import re
import sys

VOID = {'meta', 'rect', 'br', 'link', 'img'}
page = open(sys.argv[1], encoding='utf-8').read()
report = json.load(open(sys.argv[2], encoding='utf-8'))


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.stack, self.ids, self.links, self.heads, self.refs = [], [], [], [], []
        self.tables, self.images, self.text, self.title = [], [], [], ''

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID, tag
        self.attributes(tag, dict(attrs))

    def handle_starttag(self, tag, attrs):
        assert tag not in VOID, f'{tag} without its end'
        a = dict(attrs)
        self.attributes(tag, a)
        self.stack.append(tag)
        if tag == 'html':
            assert a['lang'] == 'fr'
        if re.fullmatch('h[1-6]', tag):
            self.heads.append(int(tag[1]))
        if tag == 'table':
            self.tables.append({'caption': '', 'rows': []})
        if tag == 'tr':
            self.tables[-1]['rows'].append([])
        if tag in ('th', 'td'):
            assert tag == 'td' or a.get('scope') in ('col', 'row'), a
            self.tables[-1]['rows'][-1].append('')
        if tag == 'svg' and a.get('role') == 'img':
            self.images.append({'title': '', 'desc': ''})
            self.refs += [a['aria-labelledby'], a['aria-describedby']]

    def attributes(self, tag, a):
        assert tag not in ('script', 'iframe', 'object', 'embed', 'img', 'link'), tag
        for name in a:
            assert not name.startswith('on') and name not in ('src', 'style', 'xlink:href'), (tag, name)
        if 'id' in a:
            self.ids.append(a['id'])
        if 'href' in a:
            assert a['href'].startswith('#'), a
            self.links.append(a['href'][1:])
        if 'aria-labelledby' in a and a.get('role') != 'img':
            self.refs.append(a['aria-labelledby'])

    def handle_endtag(self, tag):
        assert self.stack and self.stack.pop() == tag, f'</{tag}> closes something else'

    def handle_data(self, data):
        if 'style' in self.stack:
            return
        self.text.append(data)
        if self.stack and self.stack[-1] == 'caption':
            self.tables[-1]['caption'] += data
        if 'svg' in self.stack and self.stack[-1] in ('title', 'desc'):
            self.images[-1][self.stack[-1]] += data
        elif self.stack and self.stack[-1] == 'title':
            self.title += data
        if self.stack and self.stack[-1] in ('th', 'td'):
            self.tables[-1]['rows'][-1][-1] += data


p = Page()
p.feed(page)
p.close()
assert not p.stack, p.stack
assert page.startswith('<!DOCTYPE html>')
assert p.title.startswith(f"Campagne {report['campagne']}"), p.title
assert len(set(p.ids)) == len(p.ids), 'an id twice'
assert set(p.links) | set(p.refs) <= set(p.ids), (set(p.links) | set(p.refs)) - set(p.ids)
assert p.links[0] == 'contenu' and p.heads[0] == 1 and p.heads.count(1) == 1
assert all(b <= a + 1 for a, b in zip(p.heads, p.heads[1:])), p.heads
assert all(i['title'] and i['desc'] for i in p.images) and p.images
assert 'url(' not in page and '@import' not in page and 'http://' not in page and 'https://' not in page


def number(cell):
    return int(cell.replace('\u00a0', ''))


def table(caption):
    found = [t for t in p.tables if t['caption'] == caption]
    assert len(found) == 1, caption
    rows = found[0]['rows']
    assert len({len(r) for r in rows}) == 1, caption
    return rows[1:]


def share(part, whole):
    tenth = (part * 2000 + whole) // (2 * whole) if whole else None
    return '–' if tenth is None else f'{tenth // 10},{tenth % 10}\u00a0%'


all_tables = {t['caption'] for t in p.tables}
declared = report['entonnoir']['declarees']
funnel = table("L'entonnoir, étape par étape")
assert [number(r[1]) for r in funnel] == list(report['entonnoir'].values())
assert [r[2] for r in funnel] == [share(n, declared) for n in report['entonnoir'].values()]
if report['acteurs']:
    assert [number(r[1]) for r in table("Qui doit agir, et pour combien d'offres")] == [a['offres'] for a in report['acteurs']]
    assert [r[2] for r in table("Qui doit agir, et pour combien d'offres")] == [share(a['offres'], report['attendent']) for a in report['acteurs']]
    assert all(a['offres'] <= report['attendent'] for a in report['acteurs'])
reasons = table('Les motifs, et qui les corrige')
assert [number(r[2]) for r in reasons] == [m['offres'] for m in report['motifs']]
for row, m in zip(reasons, report['motifs']):
    assert m['libelle'] in row[0], row
    assert row[1].lower() == ', '.join(a['libelle'] for a in m['acteurs']).lower(), row
    assert sum(a['offres'] for a in m['acteurs']) == m['offres'], m
if report['a_verifier']:
    assert [number(r[1]) for r in table('Les offres à vérifier, critère par critère')] == [m['offres'] for m in report['a_verifier']]
for key, caption in (('regions', 'Les offres par région'), ('academies', 'Les offres par académie')):
    rows = table(caption)
    assert [[number(c) for c in r[1:4]] for r in rows[:-1]] == [[z['offres'], z['reglementaires'], z['importables']] for z in report[key]]
    assert [number(c) for c in rows[-1][1:4]] == [sum(number(r[c]) for r in rows[:-1]) for c in (1, 2, 3)]
    assert number(rows[-1][1]) == declared and number(rows[-1][3]) == report['entonnoir']['importables']
    assert [r[4] for r in rows[:-1]] == [share(z['importables'], z['offres']) for z in report[key]]
sources = table('Les référentiels et les flux, et leur date')
assert len(sources) == len(report['referentiels']) + len(report['flux'])
for row, f in zip(sources[len(report['referentiels']):], report['flux']):
    assert f"« {f['source']} »" in row[0], (row, f)
if any(r['manque'] for r in report['referentiels']):
    assert 'Il manque des référentiels' in ''.join(p.text)


def luminance(colour):
    c = colour[1:] if len(colour) == 7 else ''.join(2 * x for x in colour[1:])
    part = [int(c[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in part)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


schemes = re.findall(r':root\{([^}]*--fond[^}]*)\}', page)
assert len(schemes) == 3, 'light, dark, paper'
for scheme in schemes:
    v = dict(re.findall(r'--([a-z-]+):(#[0-9a-f]+)', scheme))
    for text, ground in (('texte', 'fond'), ('texte', 'bloc'), ('doux', 'fond'), ('lien', 'fond'), ('alerte', 'alerte-fond'),
                         ('alerte', 'fond'), ('texte', 'alerte-fond')):
        assert contrast(v[text], v[ground]) >= 4.5, (text, ground, scheme)
    for shape in (('dont', 'cadre'), ('trait', 'fond'), ('dont', 'fond')):
        assert contrast(v[shape[0]], v[shape[1]]) >= 3, (shape, scheme)
