#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""An iCalendar file read without relais: RFC 5545, 3.1 (lines), 3.3 (values), 3.6.1 and 3.6.6 (what an event and an alarm must have).

agenda.py FILE prints its events as JSON, or says what is wrong and ends with 1.
"""
import datetime
import json
import re
import sys

LIGNE = re.compile(r'^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:[^";:,]+|"[^"]*"))*):(.*)$', re.S)
DUREE = re.compile(r'^([+-]?)P(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$')


def lignes(octets):
    """The content lines, unfolded; each physical line is at most 75 bytes of whole characters."""
    assert octets.endswith(b'\r\n'), 'the file does not end with CRLF'
    physiques = octets[:-2].split(b'\r\n')
    for p in physiques:
        assert b'\r' not in p and b'\n' not in p, f'a line break alone: {p!r}'
        assert len(p) <= 75, f'{len(p)} bytes: {p!r}'
        assert p, 'an empty line'
        assert not re.search(rb'[\x00-\x08\x0b-\x1f\x7f]', p), f'a control character: {p!r}'
        p.decode('utf-8')  # a character cut in two is not UTF-8
    for logique in re.sub(b'\r\n[ \t]', b'', octets[:-2]).split(b'\r\n'):
        m = LIGNE.match(logique.decode('utf-8'))
        assert m, f'no content line: {logique!r}'
        yield m.group(1), dict(p.split('=', 1) for p in m.group(2).split(';')[1:]), m.group(3)


def texte(valeur):
    """A TEXT, without its escapes; what must be escaped is."""
    assert re.fullmatch(r'(?:[^\\;,\n]|\\[\\;,Nn])*', valeur), f'not escaped: {valeur}'
    return re.sub(r'\\(.)', lambda m: '\n' if m.group(1) in 'nN' else m.group(1), valeur)


def date(params, valeur):
    assert params == {'VALUE': 'DATE'} and re.fullmatch(r'\d{8}', valeur), (params, valeur)
    return datetime.datetime.strptime(valeur, '%Y%m%d').date()


def duree(valeur):
    m = DUREE.match(valeur)
    assert m and any(m.groups()[1:]), f'not a duration: {valeur}'
    semaines, jours, heures, minutes, secondes = (int(x or 0) for x in m.groups()[1:])
    d = datetime.timedelta(weeks=semaines, days=jours, hours=heures, minutes=minutes, seconds=secondes)
    return -d if m.group(1) == '-' else d


def composants(octets):
    """The tree of components: (name, {property: (parameters, value)}, [components])."""
    racine = ('', {}, [])
    pile = [racine]
    for nom, params, valeur in lignes(octets):
        if nom == 'BEGIN':
            pile[-1][2].append((valeur, {}, []))
            pile.append(pile[-1][2][-1])
        elif nom == 'END':
            assert len(pile) > 1 and pile.pop()[0] == valeur, f'END:{valeur}'
        else:
            assert len(pile) > 1, f'{nom} outside of a component'
            assert nom not in pile[-1][1], f'{nom} twice'
            pile[-1][1][nom] = (params, valeur)
    assert len(pile) == 1 and len(racine[2]) == 1, 'one calendar'
    return racine[2][0]


def rappel(nom, props, dedans, debut):
    assert nom == 'VALARM' and not dedans and set(props) == {'ACTION', 'TRIGGER', 'DESCRIPTION'}, (nom, props)
    assert props['ACTION'][1] == 'DISPLAY' and not props['TRIGGER'][0], props
    quand = datetime.datetime.combine(debut, datetime.time()) + duree(props['TRIGGER'][1])
    return {'quand': quand.isoformat(), 'texte': texte(props['DESCRIPTION'][1])}


def evenement(nom, props, dedans):
    assert nom == 'VEVENT', nom
    assert {'UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'DESCRIPTION', 'SEQUENCE', 'STATUS', 'TRANSP', 'CATEGORIES'} == set(props), sorted(props)
    debut, fin = date(*props['DTSTART']), date(*props['DTEND'])
    assert debut < fin, f'{debut} {fin}: DTEND is not included'
    assert re.fullmatch(r'\d{8}T\d{6}Z', props['DTSTAMP'][1]), props['DTSTAMP']
    datetime.datetime.strptime(props['DTSTAMP'][1], '%Y%m%dT%H%M%SZ')
    assert props['STATUS'][1] in ('CONFIRMED', 'TENTATIVE') and props['TRANSP'][1] in ('OPAQUE', 'TRANSPARENT')
    return {'uid': props['UID'][1], 'dtstamp': props['DTSTAMP'][1], 'sequence': int(props['SEQUENCE'][1]), 'debut': str(debut),
            'dernier': str(fin - datetime.timedelta(days=1)), 'titre': texte(props['SUMMARY'][1]), 'texte': texte(props['DESCRIPTION'][1]),
            'statut': props['STATUS'][1], 'rappels': [rappel(*r, debut) for r in dedans]}


def main():
    with open(sys.argv[1], 'rb') as f:
        nom, props, dedans = composants(f.read())
    assert nom == 'VCALENDAR' and props['VERSION'] == ({}, '2.0') and props['PRODID'][1], props
    evenements = [evenement(*e) for e in dedans]
    assert len({e['uid'] for e in evenements}) == len(evenements), 'an UID twice'
    json.dump(evenements, sys.stdout, ensure_ascii=False, indent=1)


main()
