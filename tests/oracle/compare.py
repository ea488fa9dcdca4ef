#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""compare.py - set two verdict files side by side, on every offer and every column.

usage: compare.py A.csv B.csv [--exemples 10] [--sans-motif]

The columns are those of verdicts.py; `id` and `motif` are not compared, since each producer has
its own. The file that carries motifs is also held to this: a motif stands on a line exactly when
the offer is not both reglementaire and importable. Neither file carrying one is a failure, unless
--sans-motif says that none is expected. Exit 1 on any difference, 2 on a file that is not one.
"""
import argparse
import csv
import sys

COLUMNS = ('cle;id;region;academie;classification;importable;'
           'c1;c2;c3;c4;c5;c6;c7;c8;mentions;motif').split(';')
COMPARED = [c for c in COLUMNS if c not in ('cle', 'id', 'motif')]


def read(path):
    """The lines by cle, and the cles that stand more than once."""
    lines, twice = {}, []
    with open(path, encoding='utf-8-sig', newline='') as stream:
        reader = csv.reader(stream, delimiter=';')
        header = next(reader, [])
        if header != COLUMNS:
            print(f'{path}: the columns are {";".join(header)}, not {";".join(COLUMNS)}')
            sys.exit(2)
        for number, row in enumerate(reader, 2):
            if len(row) != len(COLUMNS):
                print(f'{path}: record {number} has {len(row)} fields, not {len(COLUMNS)}')
                sys.exit(2)
            if row[0] in lines:
                twice.append((row[0], f'record {number}', 'once'))
            lines[row[0]] = dict(zip(COLUMNS, row))
    return lines, twice


def report(title, found, limit):
    """Say what was found under a title, with its first examples; the number found."""
    print(f'{title}: {len(found)}')
    for cle, a, b in found[:limit]:
        print(f'    {cle}  {a or "(empty)"}  |  {b or "(empty)"}')
    if len(found) > limit:
        print(f'    ... and {len(found) - limit} more')
    return len(found)


def compare(a, b, limit):
    total = report('only in A', [(c, 'here', 'absent') for c in a if c not in b], limit)
    total += report('only in B', [(c, 'absent', 'here') for c in b if c not in a], limit)
    both = sorted(c for c in a if c in b)
    for column in COMPARED:
        total += report(f'{column} differs',
                        [(c, a[c][column], b[c][column]) for c in both
                         if a[c][column] != b[c][column]], limit)
    return total


def check_motifs(lines, name, limit):
    wrong = []
    for cle, line in lines.items():
        clear = line['classification'] == 'reglementaire' and line['importable'] == 'oui'
        if clear != (line['motif'] == ''):
            wrong.append((cle, f'{line["classification"]}, importable {line["importable"]}',
                          line['motif']))
    return report(f'motif out of place in {name}', wrong, limit)


def main():
    parser = argparse.ArgumentParser(description='Compare two verdict files.')
    parser.add_argument('a')
    parser.add_argument('b')
    parser.add_argument('--exemples', type=int, default=10, metavar='N')
    parser.add_argument('--sans-motif', action='store_true')
    args = parser.parse_args()
    (a, twice_a), (b, twice_b) = read(args.a), read(args.b)
    print(f'A {args.a}: {len(a)} lines\nB {args.b}: {len(b)} lines')
    if not a and not b:
        print('no line at all: nothing was compared')
        sys.exit(1)
    total = report('repeated in A', twice_a, args.exemples)
    total += report('repeated in B', twice_b, args.exemples)
    total += compare(a, b, args.exemples)
    motifs = False
    for lines, name in ((a, 'A'), (b, 'B')):
        if any(line['motif'] for line in lines.values()):
            motifs = True
            total += check_motifs(lines, name, args.exemples)
    if not motifs and not args.sans_motif:
        print('neither file carries a motif: pass --sans-motif if none is expected')
        total += 1
    print('the two files agree' if total == 0 else f'{total} differences')
    sys.exit(1 if total else 0)


if __name__ == '__main__':
    main()
