# SPDX-License-Identifier: EUPL-1.2
"""A feed whose offers look like one another: doublons.py FLUX > feed.xml; each variant of the demonstration's first offer, by one change.

Some contradict themselves. Each is named by its action.
"""
import re
import sys

flux = open(sys.argv[1], encoding='utf-8').read()
model = re.search(r'<formation numero.*?</formation>', flux, re.S).group(0)
assert model.startswith('<formation numero="104239P01219990000110001899900002900010-94028#L01"')
RESP, FORM = '99900001100018', '99900002900010'
out = []


def offre(name, place, *changes, cle=None, base=model):
    f = base.replace('#L01"', f'#L{place:02}"', 1)
    for old, new in changes:
        assert old in f, (name, old)
        f = f.replace(old, new)
    if cle:
        f = re.sub(r'<formation numero="[^"]*"', f'<formation numero="{cle}"', f, count=1)
    out.append(f.replace('11_AF_0000000001', f'11_AF_{name}').replace('11_SE_0000000011', f'11_SE_{name}'))


# Melun: the town of the twins
twin = model.replace('94028', '77288').replace('94000', '77000').replace('Créteil', 'Melun').replace("1 rue de l'Exemple", '5 bd de la Paix').replace('0949902C', '0779901U')
offre('twin1', 1, base=twin)
offre('twin2', 2, ('5 bd de la Paix', '5, Boulevard de la PAIX'), base=twin)
# Créteil: each differs from the first by one thing
offre('model', 1)
offre('siret', 1, (f'{RESP}</SIRET></SIRET-organisme', '99900001100026</SIRET></SIRET-organisme'), cle=f'104239P01219990000110002699900002900010-94028#L01')
offre('responsable', 1, (f'{RESP}</SIRET></SIRET-organisme', '99900007800012</SIRET></SIRET-organisme'),
      cle='104239P01219990000780001299900002900010-94028#L01')
offre('voisin', 1, (f'{RESP}</SIRET></SIRET-organisme', '99900008600015</SIRET></SIRET-organisme'), (f'{FORM}</SIRET>', '99900008600015</SIRET>'),
      cle='104239P01219990000860001599900008600015-94028#L01')
offre('parcours', 1, cle=f'104239P0221{RESP}{FORM}-94028#L01')
offre('distance', 5, ('<modalites-enseignement>0', '<modalites-enseignement>2'))
offre('rentree', 6, ('20240902', '20250901'), ('20260626', '20270625'))
offre('annee', 1, ('<annee-cycle>1', '<annee-cycle>2'), ('20260626', '20250627'), cle=f'104239P0122{RESP}{FORM}-94028#L01')
offre('lieu', 7, ("1 rue de l'Exemple</ligne><codepostal>94000", '99 rue de la Plaine</ligne><codepostal>94000'))
# contradictions, and a CEDEX, which is none
offre('ville', 8, ("1 rue de l'Exemple", '80 rue du Lac'), ('<ville>Créteil', '<ville>Melun'))
offre('departement', 9, ("1 rue de l'Exemple", '90 rue du Lac'), ('<codepostal>94000', '<codepostal>77000'))
offre('cedex', 10, ("1 rue de l'Exemple", '91 rue du Lac'), ('<codepostal>94000', '<codepostal>94009'), ('<ville>Créteil', '<ville>CRETEIL CEDEX 9'))
# the UAI of the formateur's school in another commune, then that of a school of nobody here
offre('uai_formateur', 11, ("1 rue de l'Exemple", '92 rue du Lac'), ('<code-UAI>0949902C', '<code-UAI>0779901U'), (f'{FORM}</SIRET>', '99900003700013</SIRET>'),
      cle=f'104239P0121{RESP}99900003700013-94028#L11')
offre('uai', 12, ("1 rue de l'Exemple", '=93+1'), ('<code-UAI>0949902C', '<code-UAI>0919901T'))
print('<?xml version="1.0" encoding="UTF-8"?>\n<lheo xmlns="http://lheo.gouv.fr/2.3"><offres>')
print('\n'.join(out))
print('</offres><extras info="flux-intercarif"><extra info="date-export">20231005</extra><extra info="heure-export">040000</extra></extras></lheo>')
