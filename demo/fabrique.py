#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Write the files of the demonstration: demo/fabrique.py [DIRECTORY] (default: its own). The same bytes every time.

offres.py says what each offer shows, referentiels.py what the referentials say. Formats are those of the real files (columns that
nobody reads are left empty). attendu.csv is the verdict that a person expects of each offer, written down beforehand.
"""
import os
import sys
from xml.sax.saxutils import escape

sys.dont_write_bytecode = True
import formations  # noqa: E402
from offres import OFFRES, OUVERTE  # noqa: E402
from referentiels import (  # noqa: E402
    AUTRES_UAI, CERTIFICATIONS, CFD_COMMUNS, COMMUNES, NIVEAUX, OPTIONS, ORGANISMES, PARTENAIRES)

EXPORT = '20231005'
REGIONS = {'idf': ('11', 'lheo-idf.xml'), 'bretagne': ('53', 'lheo-bretagne.xml'), 'occitanie': ('76', 'lheo-occitanie.xml')}
BOM = '\ufeff'


def avec_cle(chiffres):
    """Digits and their Luhn key."""
    total = sum(sum(divmod(int(c) * (2 if i % 2 == 0 else 1), 10)) for i, c in enumerate(reversed(chiffres)))
    return chiffres + str(-total % 10)


def siret(nom, rang=1):
    return avec_cle(avec_cle(f'99900{ORGANISMES[nom].rang:03d}') + f'{rang:04d}')


def uai(numero):
    return numero + 'ABCDEFGHJKLMNPRSTUVWXYZ'[int(numero) % 23]


def cle(o, annee):
    c, e = CERTIFICATIONS[o.certification], o.ecarts
    duree = e.get('duree', str(c.duree)) or 'X'
    lieu = '99999#LAD' if e.get('distance') else f"{e.get('commune_cle', o.commune)}#L{e.get('numero_lieu', '01')}"
    return f'{int(c.certifinfo):06d}P01{duree}{annee or "X"}{siret(o.responsable)}{siret(o.formateur)}-{lieu}'


def annees(o):
    return o.ecarts.get('annees', ['1'])


def x(balise, texte):
    return f'<{balise}>{escape(texte)}</{balise}>'


def adresse(commune, rue, code_postal=None, ville=None):
    _, _, departement, nom, cp, _ = COMMUNES[commune]
    return ('<adresse>' + x('ligne', rue) + x('codepostal', code_postal or cp) + x('ville', ville or nom)
            + x('departement', departement) + x('code-INSEE-commune', commune) + '</adresse>')


def lieu(o, rue):
    e = o.ecarts
    if e.get('distance'):
        return ''
    declare = e.get('uai', ORGANISMES[o.formateur].uai)
    code = '' if declare is None else declare if declare.isalnum() and len(declare) == 8 else \
        uai(AUTRES_UAI[declare][0] if declare in AUTRES_UAI else declare)
    return ('<lieu-de-formation>'
            + (f'<code-UAI-lieu-formation>{x("code-UAI", code)}</code-UAI-lieu-formation>' if code else '')
            + '<coordonnees>' + x('ligne', ORGANISMES[o.formateur].nom[:50])
            + adresse(o.commune, rue, e.get('code_postal'), e.get('ville')) + '</coordonnees></lieu-de-formation>')


def session(o, rang, debut, fin, etat, numero):
    e = o.ecarts
    cycle = ''
    if e.get('apprentissage', True):
        cycle = ('<cycle>' + x('type-cycle', e.get('type_cycle', '1')) + ''.join(x('annee-cycle', a) for a in annees(o))
                 + x('capacite-simultanee', str(12 + rang * 2 % 18))
                 + '<alternance><type-alternance>1</type-alternance></alternance></cycle>')
    return (f'<session numero="{numero}">' + '<periode>' + x('debut', debut) + x('fin', fin) + '</periode>'
            + '<adresse-inscription>' + adresse(o.commune, '1 place de l\'Exemple') + '</adresse-inscription>'
            + x('etat-recrutement', etat) + cycle + '</session>')


def sessions(o, rang, region):
    c, e = CERTIFICATIONS[o.certification], o.ecarts
    duree = int(e.get('duree') or c.duree) or c.duree
    liste = e.get('sessions') or [('20240902', f'{2024 + duree}0626', OUVERTE)]
    return ''.join(session(o, rang, *s, f'{region}_SE_{rang * 10 + i:010d}') for i, s in enumerate(liste, 1))


def formation(o, rang, region):
    c, e = CERTIFICATIONS[o.certification], o.ecarts
    responsable, formateur, rue = ORGANISMES[o.responsable], ORGANISMES[o.formateur], f'{rang} rue de l\'Exemple'
    contrat = '1' if e.get('apprentissage', True) else '0'
    certifinfo, rncp = e.get('certifinfo', c.certifinfo), e.get('rncp', c.rncp)
    duree = e.get('duree', str(c.duree))
    numero = e.get('numero') or cle(o, (annees(o) or [''])[0])
    coordonnees = '<coordonnees>' + x('ligne', responsable.nom[:50]) + adresse(responsable.commune, '1 place de l\'Exemple') + '</coordonnees>'
    parts = [
        f'<formation numero="{numero}" datemaj="20231002">', '<domaine-formation>', f'<code-FORMACODE ref="V14">{c.formacode}</code-FORMACODE>',
        x('code-NSF', c.nsf), '</domaine-formation>', x('intitule-formation', e.get('intitule', c.intitule)),
        x('objectif-formation', f'Préparer la certification : {c.intitule}.'),
        x('resultats-attendus', 'Obtention de la certification.'),
        x('contenu-formation', 'Enseignements généraux et professionnels, en alternance avec le travail chez l\'employeur.'),
        x('certifiante', '1'), '<contact-formation><coordonnees/></contact-formation>', x('parcours-de-formation', '1'),
        x('code-niveau-entree', c.niveau_entree), '<certification>', x('code-RNCP', rncp) if rncp else '',
        x('code-CERTIFINFO', certifinfo) if certifinfo else '', '</certification>', f'<action numero="{region}_AF_{rang:010d}">',
        x('rythme-formation', 'Deux jours au CFA, trois jours chez l\'employeur'), x('code-public-vise', '83056'), x('niveau-entree-obligatoire', '1'),
        x('modalites-alternance', 'Contrat d’apprentissage'), x('modalites-enseignement', '2' if e.get('distance') else '0'),
        x('conditions-specifiques', '-'), x('prise-en-charge-frais-possible', '1'), lieu(o, rue),
        x('modalites-entrees-sorties', '1' if e.get('permanentes') else '0'), x('duree-cycle', duree) if duree is not None else '',
        sessions(o, rang, region),
        '' if e.get('sans_formateur') else '<organisme-formateur><SIRET-formateur>' + x('SIRET', e.get('siret_formateur', siret(o.formateur)))
        + '</SIRET-formateur>' + x('raison-sociale-formateur', formateur.nom) + '</organisme-formateur>',
        '<extras info="dispositif">', f'<extra info="contrat-apprentissage">{contrat}</extra>',
        f'<extra info="contrat-professionnalisation">{1 - int(contrat)}</extra>', '</extras></action>',
        f'<organisme-formation-responsable numero="{region}_OF_{responsable.rang:010d}">', x('numero-activite', e.get('nda', responsable.nda)),
        '<SIRET-organisme-formation>', x('SIRET', e.get('siret_responsable', siret(o.responsable))), '</SIRET-organisme-formation>',
        x('nom-organisme', responsable.nom), x('raison-sociale', responsable.nom), '<coordonnees-organisme>', coordonnees,
        '</coordonnees-organisme><contact-organisme>', coordonnees, '</contact-organisme></organisme-formation-responsable></formation>',
    ]
    return f'<!-- {escape(o.montre)} -->\n' + ''.join(parts) + '\n'


def lheo(region):
    code, _ = REGIONS[region]
    texte = '<?xml version="1.0" encoding="UTF-8"?>\n<lheo xmlns="http://lheo.gouv.fr/2.3"><offres>\n'
    for rang, o in enumerate(OFFRES, 1):
        if o.region == region:
            texte += formation(o, rang, code)
    return texte + (f'</offres><extras info="flux-intercarif"><extra info="date-export">{EXPORT}</extra>'
                    '<extra info="heure-export">040000</extra></extras></lheo>\n')


def csv(colonnes, lignes, debut='', guillemets=False, separateur=';'):
    """Rows are dicts: what a row does not say is empty."""
    def champ(v):
        return '"' + v.replace('"', '""') + '"' if guillemets or any(c in v for c in separateur + '"\n') else v
    texte = debut + separateur.join(champ(c) for c in colonnes) + '\n'
    for ligne in lignes:
        assert set(ligne) <= set(colonnes), ligne
        texte += separateur.join(champ(ligne.get(c, '')) for c in colonnes) + '\n'
    return texte


# Headers as the publishers write them.
COLONNES_CERTIF_INFO = ('Code_Diplome;Libelle_Diplome;Libelle_Type_Diplome;Code_Niveau_Europeen;Date_MaJ;Code_FormaCode;'
    'Libelle_FormaCode;Code_Rome_1;Code_Rome_2;Code_Rome_3;Code_Rome_4;Code_Rome_5;Code_Nsf;Code_RNCP;'
    'Code_RS;Code_Scolarité;valideur;certificateur;Annee_Premiere_Session;Annee_Derniere_Session;'
    'Code_Ancien_Diplome;Intitulé_Ancien_Diplome;Code_Ancien_RNCP;Code_Ancien_Scolarité;`Options`;Etat;'
    'Etat_Libelle;Etat_Ancien_Diplome;Etat_Ancien_Diplome_Libelle;accessibilite_fi;accessibilite_ca;'
    'accessibilite_fc;accessibilite_cp;accessibilite_vae;accessibilite_ind;code_type_diplome;codeIdeo2').split(';')
COLONNES_KIT = ('Code_Diplome;Intitulé diplôme (DEPP);Code_RNCP;Niveau fiche RNCP;Abrégé de diplôme (RNCP);Dernière MaJ;'
    "Accès à l'apprentissage de la fiche RNCP (oui/non);Date d'échéance de la fiche RNCP;Fiche ACTIVE/INACTIVE").split(';')
COLONNES_DIPLOMES = ('FORMATION_DIPLOME;NIVEAU_FORMATION_DIPLOME;GROUPE_SPECIALITE;LETTRE_SPECIALITE;ANCIEN_RECME;'
    'LIBELLE_COURT;LIBELLE_STAT_33;LIBELLE_LONG_200;DATE_OUVERTURE;DATE_FERMETURE;UNITE_CAPITALISABLE;'
    'DATE_PREMIERE_SESSION;DATE_DERNIERE_SESSION;DATE_ARRETE_CREATION;DATE_ARRETE_ABROGATION;'
    'DATE_ARRETE_MODIFICATION_1;DATE_ARRETE_MODIFICATION_2;DATE_ARRETE_MODIFICATION_3;'
    'DATE_ARRETE_MODIFICATION_4;DATE_ARRETE_MODIFICATION_5;DATE_ARRETE_MODIFICATION_6;'
    'DATE_ARRETE_MODIFICATION_7;DATE_ARRETE_MODIFICATION_8;DATE_ARRETE_MODIFICATION_9;'
    'DATE_ARRETE_MODIFICATION_10;COMMENTAIRE;NATURE_FORMATION_DIPLOME;GESTIONNAIRE_FORMATION_DIPLOME;'
    'DATE_INTERVENTION;ID_DOCUMENT;CITE_DOMAINE_FORMATION;NIVEAU_QUALIFICATION_RNCP').split(';')
COLONNES_MEF = ('MEF;DISPOSITIF_FORMATION;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF;LIBELLE_COURT;LIBELLE_LONG;'
    'DATE_OUVERTURE;DATE_FERMETURE;STATUT_MEF;NB_OPTION_OBLIGATOIRE;NB_OPTION_FACULTATIF;RENFORCEMENT_LANGUE;'
    'DUREE_PROJET;DUREE_STAGE;HORAIRE;MEF_INSCRIPTION_SCOLARITE;MEF_STAT_11;MEF_STAT_9;DATE_INTERVENTION;'
    'LIBELLE_EDITION;N_COMMENTAIRE').split(';')
COLONNES_NIVEAUX = ('NIVEAU_FORMATION_DIPLOME;NIVEAU_INTERMINISTERIEL;LIBELLE_COURT;LIBELLE_100;ANCIEN_NIVEAU;DATE_OUVERTURE;'
    'DATE_FERMETURE;DATE_INTERVENTION;N_COMMENTAIRE;NIVEAU_QUALIFICATION_RNCP').split(';')
COLONNES_OPTIONS = ('CFD_COMMUN;FAMILLE;CFD_SPECIALITE;SPECIALITE;RS CFDannee1;Date ouverture CFDannee1;'
    'Date fermeture CFDannee1;RS CFDannee2;Date ouverture CFDannee2;Date fermeture CFDannee2;'
    'CODE_MINISTERE_TUTELLE').split(';')
COLONNES_OF = ('numeroDeclarationActivite;numerosDeclarationActivitePrecedent;denomination;siren;'
    'siretEtablissementDeclarant;adressePhysiqueOrganismeFormation.voie;'
    'adressePhysiqueOrganismeFormation.codePostal;adressePhysiqueOrganismeFormation.ville;'
    'adressePhysiqueOrganismeFormation.codeRegion;certifications.actionsDeFormation;'
    'certifications.bilansDeCompetences;certifications.VAE;certifications.actionsDeFormationParApprentissage;'
    'informationsDeclarees.dateDerniereDeclaration;').split(';')
COLONNES_COMMUNES = ('TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT').split(',')


def certif_info():
    return csv(COLONNES_CERTIF_INFO, ({
        'Code_Diplome': c.certifinfo, 'Libelle_Diplome': c.intitule, 'Libelle_Type_Diplome': c.type_diplome,
        'Code_Niveau_Europeen': str(c.niveau), 'Date_MaJ': '02/10/2023', 'Code_FormaCode': c.formacode, 'Code_Nsf': c.nsf,
        'Code_RNCP': c.rncp, 'Code_Scolarité': c.cfd, 'Etat': '0' if c.rncp else '4', 'Etat_Libelle': 'Publié' if c.rncp else
        'formations préparatoires et non certifiantes', 'accessibilite_ca': '1' if c.rncp else '2',
    } for c in CERTIFICATIONS.values()))


def kit():
    lignes = []
    for c in CERTIFICATIONS.values():
        for rncp, echeance in [(c.rncp, c.echeance), *c.autres_rncp] if c.rncp else []:
            lignes.append({
                'Code_Diplome': c.cfd, 'Intitulé diplôme (DEPP)': c.court, 'Code_RNCP': 'RNCP' + rncp,
                'Niveau fiche RNCP': f'Niveau {c.niveau}', 'Abrégé de diplôme (RNCP)': c.abrege, 'Dernière MaJ': 'CI-02102023',
                "Accès à l'apprentissage de la fiche RNCP (oui/non)": 'oui' if c.jury else 'non',
                "Date d'échéance de la fiche RNCP": echeance, 'Fiche ACTIVE/INACTIVE': 'ACTIVE' if c.active else 'INACTIVE'})
    return csv(COLONNES_KIT, lignes, debut=BOM)


def diplomes():
    lignes = [{
        'FORMATION_DIPLOME': cfd, 'NIVEAU_FORMATION_DIPLOME': niveau, 'GROUPE_SPECIALITE': nsf, 'LIBELLE_COURT': NIVEAUX[niveau][0],
        'LIBELLE_STAT_33': libelle, 'LIBELLE_LONG_200': libelle, 'DATE_OUVERTURE': ouverture, 'DATE_FERMETURE': fermeture,
        'UNITE_CAPITALISABLE': 'N', 'NIVEAU_QUALIFICATION_RNCP': NIVEAUX[niveau][2],
    } for cfd, niveau, nsf, libelle, ouverture, fermeture in
        [(c.cfd, c.cfd[:3], c.cfd[3:6], c.court, c.ouverture, c.fermeture) for c in CERTIFICATIONS.values() if c.bcn and c.cfd]
        + [(cfd, v[1], v[2], v[0], v[3], '') for cfd, v in CFD_COMMUNS.items()]]
    return csv(COLONNES_DIPLOMES, lignes, debut=BOM)


def mef():
    lignes = [{
        'MEF': code, 'DISPOSITIF_FORMATION': code[:3], 'FORMATION_DIPLOME': cfd, 'DUREE_DISPOSITIF': code[8], 'ANNEE_DISPOSITIF': code[9],
        'LIBELLE_LONG': libelle, 'DATE_FERMETURE': fermeture, 'STATUT_MEF': '3',
    } for cfd, libelle, mefs in [(c.cfd, c.court, c.mefs) for c in CERTIFICATIONS.values()]
        + [(cfd, v[0], v[4]) for cfd, v in CFD_COMMUNS.items()] for code, fermeture in mefs]
    return csv(COLONNES_MEF, lignes, debut=BOM)


def niveaux():
    return csv(COLONNES_NIVEAUX, ({'NIVEAU_FORMATION_DIPLOME': n, 'LIBELLE_COURT': v[0], 'LIBELLE_100': v[1], 'NIVEAU_QUALIFICATION_RNCP': v[2]}
                                  for n, v in NIVEAUX.items()))


def options():
    return csv(COLONNES_OPTIONS, ({'CFD_COMMUN': o[0], 'FAMILLE': o[1], 'CFD_SPECIALITE': o[2], 'SPECIALITE': o[3],
                                   'Date ouverture CFDannee1': o[4]} for o in OPTIONS), debut=BOM)


def organismes():
    lignes = []
    for nom, o in ORGANISMES.items():
        if not o.liste:
            continue
        numero = siret(nom, 2 if o.liste == 'siren' else 1)
        _, region, _, ville, cp, _ = COMMUNES[o.commune]
        lignes.append({
            'numeroDeclarationActivite': o.nda, 'denomination': o.nom, 'siren': numero[:9], 'siretEtablissementDeclarant': numero[9:],
            'adressePhysiqueOrganismeFormation.voie': "1 place de l'Exemple", 'adressePhysiqueOrganismeFormation.codePostal': cp,
            'adressePhysiqueOrganismeFormation.ville': ville, 'adressePhysiqueOrganismeFormation.codeRegion': region,
            'certifications.actionsDeFormation': 'true', 'certifications.bilansDeCompetences': 'false', 'certifications.VAE': 'false',
            'certifications.actionsDeFormationParApprentissage': 'false' if o.liste == 'non' else 'true',
            'informationsDeclarees.dateDerniereDeclaration': '31/05/2023'})
    return csv(COLONNES_OF, lignes, guillemets=True)


def sirene():
    return csv(['siret', 'etat'], ({'siret': siret(nom), 'etat': o.sirene} for nom, o in ORGANISMES.items() if o.sirene))


def etablissements():
    lignes = [{'uai': uai(o.uai), 'siret': siret(nom), 'nom': o.nom, 'insee': o.commune, 'etat': 'ouvert', 'iut': str(int(o.iut)),
               'accueil': '1'} for nom, o in ORGANISMES.items()]
    lignes += [{'uai': uai(n), 'siret': '', 'nom': nom, 'insee': commune, 'etat': etat, 'iut': '0', 'accueil': '1'}
               for n, nom, commune, etat in AUTRES_UAI.values()]
    return csv(['uai', 'siret', 'nom', 'insee', 'etat', 'iut', 'accueil'], lignes)


def communes():
    lignes = [{'TYPECOM': c[0], 'COM': code, 'REG': c[1], 'DEP': c[2], 'LIBELLE': c[3], 'COMPARENT': c[5]} for code, c in COMMUNES.items()]
    lignes.append({'TYPECOM': 'COM', 'COM': '75056', 'REG': '11', 'DEP': '75', 'LIBELLE': 'Paris'})
    return csv(COLONNES_COMMUNES, lignes, separateur=',')


def fiche(rang, c, nom):
    ministere = 'Ministère Exemple certificateur'
    prive = not c.droit
    texte = '<FICHE>' + x('ID_FICHE', str(rang)) + x('NUMERO_FICHE', 'RNCP' + c.rncp)
    if c.nouvelle:
        texte += '<NOUVELLES_CERTIFICATIONS><NOUVELLE_CERTIFICATION>' + x('ID_FICHE_NOUVELLE_CERTIFICATION', 'RNCP' + c.nouvelle) \
            + '</NOUVELLE_CERTIFICATION></NOUVELLES_CERTIFICATIONS>'
    texte += x('INTITULE', c.intitule)
    if c.abrege:
        texte += '<ABREGE>' + x('CODE', c.abrege) + x('LIBELLE', c.type_diplome) + '</ABREGE>'
    texte += x('ETAT_FICHE', 'Publiée') + f'<NOMENCLATURE_EUROPE>{x("NIVEAU", f"NIV{c.niveau}")}{x("LIBELLE", f"Niveau {c.niveau}")}</NOMENCLATURE_EUROPE>'
    texte += f'<CODES_NSF><NSF>{x("CODE", c.nsf)}{x("LIBELLE", c.nsf)}</NSF></CODES_NSF><CERTIFICATEURS><CERTIFICATEUR>'
    if prive:
        texte += x('SIRET_CERTIFICATEUR', avec_cle(avec_cle(f'99900{900 + rang:03d}') + '0001'))
    texte += x('NOM_CERTIFICATEUR', f'Certificateur Exemple {rang}' if prive else ministere) + x('ETAT_CERTIFICATEUR', 'Actif')
    texte += '</CERTIFICATEUR></CERTIFICATEURS>'
    partenaires = ''.join('<PARTENAIRE>' + x('NOM_PARTENAIRE', ORGANISMES[p].nom) + x('SIRET_PARTENAIRE', siret(p, etablissement))
                          + x('HABILITATION_PARTENAIRE', 'HABILITATION_' + quoi) + x('ETAT_HABILITATION', etat) + '</PARTENAIRE>'
                          for p, etablissement, quoi, etat in PARTENAIRES.get(nom, []))
    texte += f'<PARTENAIRES>{partenaires}</PARTENAIRES>' if partenaires else ''
    texte += '<ACTIVITES_VISEES><![CDATA[Texte d\'exemple : les activités visées se lisent sur la fiche de France compétences.]]></ACTIVITES_VISEES>'
    texte += '<SI_JURY_FI><ACTIF>Oui</ACTIF></SI_JURY_FI>' + f'<SI_JURY_CA>{x("ACTIF", "Oui" if c.jury else "Non")}</SI_JURY_CA>'
    texte += x('DATE_FIN_ENREGISTREMENT', c.echeance) + x('TYPE_ENREGISTREMENT', f'Enregistrement {"de droit" if c.droit else "sur demande"}')
    return texte + x('ACTIF', 'Oui' if c.active else 'Non') + '</FICHE>\n'


def rncp():
    texte = '<?xml version="1.0" encoding="UTF-8"?>\n<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>\n'
    for rang, (nom, c) in enumerate(CERTIFICATIONS.items(), 1):
        texte += fiche(rang, c, nom) if c.fiche else ''
    return texte + '</FICHES>\n'


CLASSES = {'I': ('reglementaire', 'oui'), 'R': ('reglementaire', 'non'), 'N': ('non_reglementaire', 'non'), 'X': ('non_affichee', 'non')}


def attendu():
    lignes = []
    for o in OFFRES:
        verdicts = [o.attendu] if isinstance(o.attendu, str) else o.attendu or []
        for annee, verdict in zip(annees(o) or [''], verdicts):
            lettre, *ecarts = verdict.split()
            classification, importable = CLASSES[lettre]
            lignes.append({'cle': cle(o, annee), 'classification': classification, 'importable': importable, 'ecarts': ' '.join(ecarts),
                           'montre': o.montre})
    return csv(['cle', 'classification', 'importable', 'ecarts', 'montre'], lignes)


FICHIERS = {
    'organismes.csv': organismes, 'sirene.csv': sirene, 'uai.csv': etablissements, 'certif_info.csv': certif_info, 'kit.csv': kit,
    'v_formation_diplome.csv': diplomes, 'n_mef.csv': mef, 'n_niveau.csv': niveaux, 'options_bts.csv': options, 'communes.csv': communes,
    'rncp.xml': rncp, 'parcoursup/parcoursup-2023.csv': lambda: csv(formations.COLONNES, formations.lignes()),
}


def main():
    """With a directory, everything goes there; without, the data beside this file and attendu.csv with the test that reads it."""
    ici = os.path.dirname(os.path.abspath(__file__))
    dossier = sys.argv[1] if len(sys.argv) > 1 else ici
    essais = dossier if len(sys.argv) > 1 else os.path.join(ici, '..', 'tests', 'demo')
    contenus = {os.path.join(dossier, nom): fait() for nom, fait in FICHIERS.items()}
    contenus.update({os.path.join(dossier, nom): lheo(region) for region, (_, nom) in REGIONS.items()})
    contenus[os.path.join(essais, 'attendu.csv')] = attendu()
    for chemin, contenu in contenus.items():
        os.makedirs(os.path.dirname(chemin) or '.', exist_ok=True)
        with open(chemin, 'w', encoding='utf-8', newline='') as f:
            f.write(contenu)


main()
