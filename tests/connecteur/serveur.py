#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Parcoursup's web service as documented (formats.md 5.4), on free loopback ports, for the tests of the connector.

serveur.py FOLDER makes its keys there, says « http=PORT tls=PORT autre=PORT » (HTTP, TLS as localhost, TLS under another name) and
serves until its standard input ends. The first folder of an address chooses how it answers (CAS); every request is a line of FOLDER/demandes.
The token is checked by openssl and hashlib, without the code under test: a wrong one is answered 404, as the real service does.
"""
import base64
import hashlib
import json
import os
import ssl
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FOLDER = sys.argv[1]
CERTIFICAT = 'certificat-essai'
PREFIX = '/ApiFormation/api/formations'
GIGA = 1 << 30
lock = threading.Lock()
state = {'connexions': 0, 'vus': {}, 'pannes': {}}


def path(name):
    return os.path.join(FOLDER, name)


def openssl(*args):
    return subprocess.run(['openssl', *args], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_keys():
    os.umask(0o077)
    for name in ('cle.pem', 'autre.pem'):
        openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', path(name)).check_returncode()
    openssl('pkey', '-in', path('cle.pem'), '-pubout', '-out', path('publique.pem')).check_returncode()
    for name, san in (('tls', 'DNS:localhost,IP:127.0.0.1'), ('tls-autre', 'DNS:ailleurs.example')):
        openssl('req', '-x509', '-key', path('autre.pem'), '-days', '2', '-subj', '/CN=essai', '-addext', 'subjectAltName=' + san,
                '-out', path(name + '.pem')).check_returncode()


def decode(part):
    if not part or set(part) - set('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'):
        raise ValueError('not base64url')
    return base64.urlsafe_b64decode(part + '=' * (-len(part) % 4))


def signed(text, signature):
    name = path(f'signature-{threading.get_ident()}')
    with open(name, 'wb') as f:
        f.write(signature)
    with open(name + '.txt', 'wb') as f:
        f.write(text)
    return openssl('dgst', '-sha512', '-verify', path('publique.pem'), '-signature', name, name + '.txt').returncode == 0


def token(header, body):
    """« bon », or what is wrong."""
    if not header.startswith('Bearer '):
        return 'absent'
    try:
        head, claims, signature = header[7:].split('.')
        alg, said, signature = json.loads(decode(head)), json.loads(decode(claims)), decode(signature)
    except ValueError:
        return 'illisible'
    left = said.get('expire', 0) - time.time() * 1000
    checks = (('entete', alg == {'alg': 'RS512', 'typ': 'JWT'}), ('champs', sorted(said) == ['expire', 'hash', 'id']),
              ('id', said.get('id') == CERTIFICAT), ('expire', 5000 < left <= 20000),
              ('hash', said.get('hash') == hashlib.sha512(body or b'null').hexdigest()),
              ('signature', signed((head + '.' + claims).encode(), signature)))
    return next((name for name, good in checks if not good), 'bon')


class Service(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    horloge = None

    def setup(self):
        super().setup()
        with lock:
            state['connexions'] += 1
            self.connexion = state['connexions']

    def log_message(self, *args):
        pass

    def date_time_string(self, timestamp=None):
        return super().date_time_string(self.horloge if self.horloge else timestamp)

    def answer(self, code, body, kind='application/json', **headers):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(code)
        if kind:
            self.send_header('Content-Type', kind)
        self.send_header('Content-Length', headers.pop('length', len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def serve(self):
        self.body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        _, cas, rest = self.path.split('/', 2)
        self.rest, verdict = '/' + rest, token(self.headers.get('Authorization', ''), self.body)
        others = [h for h in ('Cookie', 'Expect', 'Proxy-Authorization', 'Transfer-Encoding') if h in self.headers]
        with lock, open(path('demandes'), 'a', encoding='utf-8') as f:
            f.write(f'{self.connexion} {self.command} /{cas}{self.rest} jeton={verdict} type={self.headers.get("Content-Type", "")}'
                    f'{" ".join([""] + others)} {self.body.decode()}\n')
        if verdict != 'bon':
            return self.answer(404, '{"status":404,"error":"Not Found"}')
        name, _, argument = cas.partition('-')
        return CAS[name](self, argument)

    do_POST = do_GET = serve


def bon(s, _):
    if s.command == 'GET' and s.rest == PREFIX + '/publications/affectation':
        return s.answer(200, json.dumps([
            {'g_ta_cod': 47168, 'rco': 'CLE-1#L01', 'status': 'Publié sur le MDR', 'inconnu': [1, {'a': None}]},
            {'g_ta_cod': None, 'rco': 'CLE-2#L01', 'status': 'Aucune donnée à mettre à jour'},
            {'g_ta_cod': 12, 'rco': None, 'status': 'Formation déclarée fermée dans Parcoursup'}, 'rien'], ensure_ascii=s.connexion % 2 > 0))
    said = json.loads(s.body)
    if s.command != 'POST' or s.rest not in (PREFIX, PREFIX + '/majFormation'):
        return s.answer(404, '{}')
    with lock:
        known = said['rco'] in state['vus']
        code = state['vus'].setdefault(said['rco'], said['g_ta_cod'] or 50000 + len(state['vus']))
    return s.answer(200, json.dumps({'g_ta_cod': code, 'dejaEnvoye': known}))


def ferme(s, _):
    """Well, then the connection ends without a word."""
    bon(s, '')
    s.close_connection = True


def code(s, argument):
    return s.answer(int(argument), '<!doctype html><title>Erreur</title>', 'text/html')


def metier(s, _):
    return s.answer(400, json.dumps({'status': 400, 'message': 'La filière n\'a pas pu être retrouvée.\r\nLe CFD : 36T32402\x07 '}))


def muet(s, _):
    return s.answer(400, '{"message":null}')


def horloge(s, argument):
    s.horloge = time.time() - int(argument)
    return s.answer(401, '')


def page(s, _):
    return s.answer(200, '{"g_ta_cod":1,"dejaEnvoye":false}', 'text/html; charset=utf-8')


def autre(s, _):
    return s.answer(200, '{"g_ta_cod":99,"dejaEnvoye":false}')


def ailleurs(s, _):
    return s.answer(307, '', None, Location='/bon' + s.rest)


def lent(s, _):
    time.sleep(4)
    return s.answer(200, '{"g_ta_cod":1,"dejaEnvoye":false}')


def goutte(s, _):
    s.close_connection = True
    s.answer(200, '{', length=1000)
    for _ in range(20):
        time.sleep(0.2)
        s.wfile.write(b' ')


def coupe(s, _):
    s.answer(200, '{"g_ta_cod":1', length=100)
    s.close_connection = True


def raccroche(s, _):
    s.close_connection = True


def bavard(s, _):
    s.wfile.write(b'SSH-2.0-OpenSSH_9.2p1\r\n')
    s.close_connection = True


def enorme(s, declared):
    """A gigabyte, declared (Content-Length) or not."""
    s.send_response(200)
    s.send_header('Content-Type', 'application/json')
    if declared:
        s.send_header('Content-Length', str(GIGA))
    s.end_headers()
    s.close_connection = True
    for _ in range(GIGA >> 20):
        s.wfile.write(b' ' * (1 << 20))


def entetes(s, _):
    """Headers without end."""
    s.wfile.write(b'HTTP/1.1 200 OK\r\n')
    s.close_connection = True
    for _ in range(GIGA >> 12):
        s.wfile.write(b'X-Suite: ' + b'a' * 4000 + b'\r\n')


def panne(s, argument):
    """Out of order the first times, then well."""
    with lock:
        state['pannes'][argument] = n = state['pannes'].get(argument, 0) + 1
    return code(s, '500') if n == 1 else bon(s, '')


CAS = {f.__name__: f for f in (bon, ferme, code, metier, muet, horloge, page, autre, ailleurs, lent, goutte, coupe, raccroche, bavard, enorme, entetes,
                               panne)}


class Serveur(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # the other side went away: it is what some tests want


def start(certificate=None):
    server = Serveur(('127.0.0.1', 0), Service)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path(certificate), path('autre.pem'))
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


make_keys()
print(f'http={start()} tls={start("tls.pem")} autre={start("tls-autre.pem")}', flush=True)
sys.stdin.read()
