# SPDX-License-Identifier: EUPL-1.2
"""What the gates of tools/check-* share: which files there are, which exceptions are granted, how a gate ends.

tools/exceptions grants them, one a line: gate, file (or file:function), reason. An exception that is no longer needed
fails its gate, so that the list only holds what is true.
"""
import os
import re
import subprocess
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))


def files(*patterns):
    """Files of the work tree that git knows or would add, in order, that match one of the patterns."""
    out = subprocess.run(['git', 'ls-files', '-coz', '--exclude-standard', '--', *patterns],
                         stdout=subprocess.PIPE, check=True).stdout.decode().split('\0')
    return sorted({path for path in out if path and os.path.isfile(path)})


def text(path):
    return open(path, encoding='utf-8', errors='replace').read()


def code(source, strings=True):
    """C without its comments (and, with strings, without what is quoted); lines keep their numbers."""
    def blank(m):
        s = m.group(0)
        if s[0] != '/':
            return s[0] * 2 if strings else s
        return ' ' + '\n' * s.count('\n')
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, source, flags=re.S)


def finish(gate, found):
    """found: {name: sentence}. Print what no exception grants, and exceptions that nothing needs."""
    granted = {}
    for line in text('tools/exceptions').splitlines():
        words = line.split(None, 2)
        if line.startswith('#') or not words or words[0] != gate:
            continue
        if len(words) < 3:
            sys.exit(f'tools/exceptions: « {line} »: no reason given')
        granted[words[1]] = words[2]
    bad = [sentence for name, sentence in sorted(found.items()) if name not in granted]
    bad += [f'tools/exceptions: {gate} {name}: not needed any more' for name in granted if name not in found]
    print('\n'.join(bad), end='\n' if bad else '')
    sys.exit(1 if bad else 0)
