# SPDX-License-Identifier: EUPL-1.2
"""Is the page of « rapport --html » or « campagne migrer --html » well formed, whole in one file, accessible, and true? page.py PAGE ITS.json

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


def rapport():
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
        assert f"« {f['source']} »" in row[0].replace('\u00a0', ' '), (row, f)
    if any(r['manque'] for r in report['referentiels']):
        assert 'Il manque des référentiels' in ''.join(p.text)


def migration():
    """Every way of counting the lines ends with the same total, and is that of the lines."""
    lines, counts = report['lignes'], report['comptes']
    without = [x for x in lines if not x['certifiee']]

    def sums(caption, rows, whole):
        """A table « what · lines · with · without », whose last line is its sum."""
        cells = [[number(c) for c in r[1:4]] for r in table(caption)]
        assert sorted(c for c in cells[:-1] if any(c)) == sorted(rows.values()), (caption, cells, rows)
        assert cells[-1] == [sum(c[i] for c in cells[:-1]) for i in range(3)] == whole, (caption, cells[-1], whole)

    def group(key, of=lines):
        rows = {}
        for x in of:
            r = rows.setdefault(key(x), [0, 0, 0])
            r[0] += 1
            r[1 if x['certifiee'] else 2] += 1
        return rows

    whole = [len(lines), len(lines) - len(without), len(without)]
    assert whole == [counts['lignes'], counts['certifiees'], counts['sans_certifiee']]
    kinds = [number(r[1]) for r in table('Les lignes de la migration')]
    assert kinds[:4] == [counts[k] for k in ('formations_n_moins_1', 'formations_deja_la', 'formations_creees', 'offres_sans_formation')]
    assert kinds[4] == sum(kinds[:4]) == counts['lignes']
    offers = [number(r[1]) for r in table('Les offres importables')]
    assert offers == [counts['offres_importables_liees'], counts['offres_sans_formation'], counts['offres_importables']]
    sums("Les lignes, par statut de l'offre", group(lambda x: x['apres']), whole)
    sums('Les lignes par académie', group(lambda x: x['academie']), whole)
    assert [number(c) for c in table('Les lignes par région')[-1][1:4]] == whole
    made = [x for x in lines if x['formation']]
    sums('Les formations, par lien avec une offre', group(lambda x: x['lien'], made),
         [len(made), sum(x['certifiee'] for x in made), sum(not x['certifiee'] for x in made)])
    if without:
        assert [number(r[2]) for r in table('Les motifs, et qui agit')] == [m['nombre'] for m in report['motifs']] + [len(without)]
        actors = table('Qui doit agir, et pour combien de lignes')
        assert sorted(number(r[1]) for r in actors[:-1]) == sorted(r[0] for r in group(lambda x: x['acteur'], without).values())
    # the lines that wait for a person: all of them, each once, with its sentence, unless they are too many
    waiting = [x for x in without if x['motif_code'] in ('plusieurs', 'candidate', 'proche', 'attend_saio')
               or (x['motif_code'] == 'uai' and x['acteur'] == 'saio')]
    shown = [r for t in p.tables if t['rows'][0][-1] == 'Ce qui est à décider' for r in t['rows'][1:]]
    assert len(shown) == min(len(waiting), 500), (len(shown), len(waiting))
    plain = sorted(r[2].replace('\u00a0', ' ') for r in shown)
    assert len(waiting) > 500 or plain == sorted(x['motif'] for x in waiting)
    assert ('Comment répondre' in {t['caption'] for t in p.tables}) == bool(waiting)
    inputs = table('Les fichiers, et leur empreinte')
    assert [(r[0], r[3]) for r in inputs] == [(e['fichier'], e['sha256']) for e in report['entrees']] and inputs
    assert report['empreinte'] in page and p.title.startswith(f"Campagne {report['campagne']}, {'essai de la ' if report['essai'] else ''}migration")


if 'lignes' in report:
    migration()
else:
    rapport()


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
