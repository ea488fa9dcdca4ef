# SPDX-License-Identifier: EUPL-1.2
"""The referentials of the demonstration: public codes, and organismes that do not exist (see offres.py)."""


class C:
    """A certification: what Certif Info, the kit, the BCN and France compétences say of it."""

    def __init__(self, certifinfo, cfd, rncp, echeance, duree, intitule, court, type_diplome, niveau, nsf, formacode, abrege='',
                 ouverture='', fermeture='', mefs=(), bcn=True, droit=True, active=True, jury=True, fiche=True, autres_rncp=(),
                 niveau_entree='14', nouvelle=None):
        self.certifinfo, self.cfd, self.rncp, self.echeance, self.duree = certifinfo, cfd, rncp, echeance, duree
        self.intitule, self.court, self.type_diplome, self.niveau = intitule, court, type_diplome, niveau
        self.nsf, self.formacode, self.abrege, self.ouverture, self.fermeture = nsf, formacode, abrege, ouverture, fermeture
        self.mefs, self.bcn, self.droit, self.active, self.jury, self.fiche = mefs, bcn, droit, active, jury, fiche
        self.autres_rncp, self.niveau_entree, self.nouvelle = autres_rncp, niveau_entree, nouvelle


BTS, BTSA = 'Brevet de technicien supérieur', 'Brevet de technicien supérieur agricole'
TITRE5, TITRE6 = ('Autre titre inscrit sur demande au RNCP (niveau %d)' % n for n in (5, 6))

# MEF: (code, closing date). bcn=False and fiche=False leave a hole on purpose: « unknown is never conforme ».
CERTIFICATIONS = {
    'MCO': C('104239', '32031213', '38362', '31/12/2028', 2, 'BTS management commercial opérationnel', 'MANAGEMENT COMMERC. OPERATIONNEL',
             BTS, 5, '312', '34054', 'BTS', '01/09/2019',
             mefs=[('3113121321', ''), ('3113121322', ''), ('3103121311', '')], nouvelle=None),
    'NDRC': C('100357', '32031212', '38368', '31/12/2028', 2, 'BTS négociation et digitalisation de la relation client',
              'NEGO. ET DIGITAL. RELATION CLIENT', BTS, 5, '312', '34076', 'BTS', '01/09/2018',
              mefs=[('3113121221', ''), ('3113121222', ''), ('3103121211', '')]),
    'TOURISME': C('106339', '32033426', '37890', '31/08/2028', 2, 'BTS tourisme', 'TOURISME', BTS, 5, '334', '42654', 'BTS', '01/09/2019',
                  mefs=[('3113342621', ''), ('3113342622', ''), ('3103342611', '')]),
    'SAM': C('100365', '32032409', '38364', '31/12/2027', 2, "BTS support à l'action managériale", "SUPPORT A L'ACTION MANAGERIALE",
             BTS, 5, '310', '32142', 'BTS', bcn=False, mefs=[('3113240921', ''), ('3113240922', ''), ('3103240911', '')]),
    'SISR': C('106517', '32032613', '35340', '31/08/2025', 2, "BTS services informatiques aux organisations option A : solutions "
              "d'infrastructures, systèmes et réseaux", 'SERV.INFORMATIQ.ORGAN.OPT.A.SISR', BTS, 5, '326', '24220', 'BTS',
              '01/09/2021', mefs=[('3113261322', ''), ('3103261311', '')]),
    'CG': C('83602', '32031408', '35521', '31/08/2024', 2, 'BTS comptabilité et gestion', 'COMPTABILITE ET GESTION', BTS, 5, '314',
            '32663', 'BTS', '01/09/2015', mefs=[('3113140821', ''), ('3113140822', ''), ('3103140811', '')]),
    'BANQUE': C('82776', '32031310', '1174', '31/12/2023', 2, 'BTS banque, conseiller de clientèle (particuliers)',
                'BANQUE CONSEIL.CLIENT.PARTICULIER', BTS, 5, '313', '41083', 'BTS', '01/09/2014', '31/08/2025',
                mefs=[('3113131021', '31/08/2024'), ('3113131022', '31/08/2025'), ('3103131011', '31/08/2025')]),
    'BTSA': C('110871', '32331205', '36003', '31/08/2027', 2, 'BTSA technico-commercial option alimentation et boissons',
              'TEC-COM ALIMENTATION BOISSON', BTSA, 5, '312', '34525', 'BTSA', '01/09/2022',
              mefs=[('3713120521', ''), ('3713120522', '')]),
    'BUT': C('110103', '25131205', '35356', '31/08/2026', 3, 'BUT spécialité techniques de commercialisation parcours marketing et '
             'management du point de vente', 'TC MARKET MANAGT POINT DE VENTE', 'Bachelor universitaire de technologie', 6, '312',
             '34588', 'BUT', '01/09/2021'),
    'DCG': C('106621', '26031403', '35526', '31/08/2025', 3, 'Diplôme de comptabilité et de gestion', 'COMPTABILITE ET GESTION',
             'Autre certification de niveau 6', 6, '314', '32684', 'Grade_Licence', '01/09/2007',
             mefs=[('4123140331', ''), ('4123140332', ''), ('4123140333', '')]),
    'LICENCE': C('92897', '20532618', '24514', '01/01/2025', 3, 'Licence mention informatique', 'INFORMATIQUE', 'Licence', 6, '326',
                 '31054', 'LICENCE', '01/09/2019'),
    'LP': C('103453', '2503123A', '29740', '01/01/2025', 1, 'Licence pro mention commerce et distribution', 'COMMERCE ET DISTRIBUTION',
            'Licence professionnelle', 6, '312', '34566', 'Licence Professionnelle', '01/09/2019', niveau_entree='15'),
    'BPJEPS': C('90313', '44633523', '28557', '01/01/2025', 1, 'BPJEPS spécialité animateur mention loisirs tous publics', 'ANIMATEUR',
                "Brevet professionnel de la jeunesse, de l'éducation populaire et du sport", 4, '335', '15436', 'BPJEPS',
                '01/09/2016'),
    'DEJEPS': C('54984', '33633502', '4863', '01/01/2025', 2, 'DEJEPS spécialité perfectionnement sportif mention pétanque',
                'DE JEPS PERFECTIONNEMENT SPORTIF', "Diplôme d'Etat de la jeunesse, de l'éducation populaire et du sport", 5, '335',
                '15436', 'DEJEPS', '01/09/2007', autres_rncp=[('36041', '31/12/2026')]),
    'CS': C('115802', '46131101', '38225', '31/08/2026', 1, 'Certificat de spécialisation accueil dans les transports',
            'ACCUEIL DANS LES TRANSPORTS', 'Certificat de spécialisation (CS de niveau 4 Education Nationale)', 4, '311', '42654', 'MC4',
            '01/09/2024', mefs=[('2583110111', '')]),
    'CSA': C('20870', '46321102', '2272', '01/01/2025', 1, 'Certificat de spécialisation commercialisation des vins',
             'COMMERCIALISATION DES VINS', 'Certificat de spécialisation (CS de niveau 4 Agriculture)', 4, '221', '21510', 'CS',
             '01/09/1999', mefs=[('2782110299', '')]),
    'MC': C('20650', '01031301', '852', '01/01/2024', 1, 'MC services financiers', 'SERVICES FINANCIERS (MC4)',
            'Mention complémentaire (de niveau 4)', 4, '313', '32654', 'MC4', '01/09/2002', '31/08/2024',
            mefs=[('2533130111', '31/08/2024')]),
    'COMPTABLE': C('82285', '36X31402', '36522', '01/06/2027', 2, 'Comptable', 'COMPTABLE', TITRE5, 5, '314', '32667', '',
                   '01/09/2019', '31/08/2027', droit=False),
    'ASSCOM': C('113085', '36X32408', '36205', '25/02/2027', 2, 'Assistant commercial', 'ASSISTANT(E) COMMERCIAL(E)', TITRE5, 5, '312',
                '35028', '', '01/09/2021', '31/08/2027', droit=False, jury=False),
    'VENDEUR': C('107433', '36X25202', '36990', '24/10/2027', 2, 'Vendeur automobile', 'VENDEUR AUTOMOBILE', TITRE5, 5, '252', '34517',
                 '', '01/09/2020', '31/08/2028', droit=False, fiche=False),
    'DEVINFO': C('115633', '36X32607', '36076', '15/12/2023', 2, 'Développeur informatique', 'DEVELOPPEUR INFORMATIQUE', TITRE5, 5,
                 '326', '31088', '', '01/09/2018', '31/08/2027', droit=False, active=False, nouvelle='38145'),
    'RDC': C('113687', '26X31250', '36610', '01/07/2025', 1, 'Responsable du développement commercial', 'RESPONSABLE DEVPT COMMERCIAL',
             TITRE6, 6, '312', '34085', '', '01/09/2021', '31/08/2025', droit=False),
    'DWWM': C('114920', '36T32604', '37674', '01/09/2028', 2, 'Titre professionnel développeur web et web mobile',
              'DEVELOPPEUR WEB ET WEB MOBILE', 'Titre professionnel (TP de niveau 5)', 5, '326', '31090', 'TP', '01/09/2016',
              '31/08/2028'),
    'CAP': C('82703', '50022137', '37537', '31/08/2026', 2, 'CAP boulanger', 'BOULANGER', "Certificat d'aptitude professionnelle", 3,
             '221', '21538', 'CAP', '01/09/2014', mefs=[('2412213721', ''), ('2412213722', ''), ('2402213711', '')],
             niveau_entree='13'),
    'PREPA': C('53455', '', '', '', 1, "Classe préparatoire aux métiers de l'image", '', 'Autre certification sans niveau spécifique', '',
               '323', '46270', fiche=False),
}
# BTS à options: the first year is common, and its MEF stands under the common CFD.
OPTIONS = [('32032612', 'Services informatiques aux organisations', '32032613', "Services informatiques aux organisations option A "
            "solutions d'infrastructures, systèmes et réseaux", '01/09/2020')]
CFD_COMMUNS = {'32032612': ('SERV.INFORMATIQ.ORGAN.1ERE ANNEE', '320', '326', '01/09/2020', [('3113261221', '')])}

# NIVEAU_FORMATION_DIPLOME: short label, label, level at the RNCP.
NIVEAUX = {
    '010': ('MC', 'MENTION COMPLEMENTAIRE', 'XX'), '205': ('LIC LMD', 'LICENCE LMD', '06'),
    '250': ('LIC PRO', 'LICENCE PROFESSIONNELLE', '06'), '251': ('BUT', 'BACHELOR UNIVERSITAIRE DE TECHNOLOGIE', '06'),
    '260': ('DIV-2', 'AUTRES DIPLOMES DE NIVEAU II', '06'),
    '26X': ('TH2-X', 'TH DE NIV 2 ORGANISMES GESTIONNAIRES DIVERS', '06'), '320': ('BTS', 'BREVET DE TECHNICIEN SUPERIEUR', '05'),
    '323': ('BTSA', 'BREVET DE TECHNICIEN SUPERIEUR AGRICOLE', '05'),
    '336': ('DE JEPS', "DIPLOME D'ETAT DE LA JEUNESSE, DE L'EDUCATION POPULAIRE ET DU SPORT", '05'),
    '36T': ('TH3-T', 'TH DE NIV 3 MINISTERE DU TRAVAIL - AFPA', '05'),
    '36X': ('TH3-X', 'TH DE NIV 3 ORGANISMES GESTIONNAIRES DIVERS', '05'),
    '446': ('BP JEPS', "BREVET PROFESSIONNEL DE LA JEUNESSE, DE L'EDUCATION POPULAIRE ET DU SPORT", '04'),
    '461': ('CS 4', 'CERTIFICAT DE SPECIALISATION DE NIVEAU 4', '04'),
    '463': ('CSA NIV4', 'CERTIFICAT DE SPECIALISATION AGRICOLE DE NIVEAU 4', '04'),
    '500': ('CAP', "CERTIFICAT D'APTITUDE PROFESSIONNELLE", '03'),
}

# INSEE: type, région, département, name, code postal, commune of which it is a part.
COMMUNES = {
    '75112': ('ARM', '11', '75', 'Paris 12e Arrondissement', '75012', '75056'), '77288': ('COM', '11', '77', 'Melun', '77000', ''),
    '91228': ('COM', '11', '91', 'Évry-Courcouronnes', '91000', ''), '93066': ('COM', '11', '93', 'Saint-Denis', '93200', ''),
    '94028': ('COM', '11', '94', 'Créteil', '94000', ''), '95127': ('COM', '11', '95', 'Cergy', '95000', ''),
    '29019': ('COM', '53', '29', 'Brest', '29200', ''), '35238': ('COM', '53', '35', 'Rennes', '35000', ''),
    '56121': ('COM', '53', '56', 'Lorient', '56100', ''), '12202': ('COM', '76', '12', 'Rodez', '12000', ''),
    '30189': ('COM', '76', '30', 'Nîmes', '30000', ''), '31069': ('COM', '76', '31', 'Blagnac', '31700', ''),
    '31555': ('COM', '76', '31', 'Toulouse', '31000', ''), '34172': ('COM', '76', '34', 'Montpellier', '34000', ''),
    '81004': ('COM', '76', '81', 'Albi', '81000', ''),
}


class Organisme:
    """rang makes the SIREN (999 000 and rang) ; liste: « oui » or « non » (Qualiopi apprentissage), « siren » (the list has another
    establishment of it only), None (not in the list); sirene: A, F, or None (unknown)."""

    def __init__(self, rang, nom, commune, nda, uai, liste='oui', sirene='A', iut=False):
        self.rang, self.nom, self.commune, self.nda, self.uai = rang, nom, commune, nda, uai
        self.liste, self.sirene, self.iut = liste, sirene, iut


ORGANISMES = {
    'rivieres': Organisme(1, 'CFA Exemple des Trois Rivières', '94028', '11949000194', '0949901'),
    'glycines': Organisme(2, 'Lycée Exemple des Glycines', '94028', '1194P000294', '0949902'),
    'marne': Organisme(3, 'Campus Exemple de la Marne', '77288', '11779000377', '0779901'),
    'antenne': Organisme(4, 'Campus Exemple, antenne d\'Évry', '91228', '11919000491', '0919901'),
    'paris': Organisme(5, 'École Exemple de commerce', '75112', '11759000575', '0759901'),
    'iut': Organisme(6, 'IUT Exemple de Saint-Denis', '93066', '11939000693', '0939901', iut=True),
    'cergy': Organisme(7, 'Institut Exemple de l\'Oise', '95127', '11959000795', '0959901', liste='non'),
    'hier': Organisme(8, 'Formation Exemple d\'hier', '94028', '11949000894', '0949903', sirene='F'),
    'horsliste': Organisme(9, 'Atelier Exemple hors liste', '94028', '11949000994', '0949904', liste=None),
    'armor': Organisme(11, 'CFA Exemple d\'Armor', '35238', '53359001135', '0359901'),
    'rade': Organisme(12, 'Lycée Exemple de la Rade', '29019', '5329P001229', '0299901'),
    'embruns': Organisme(13, 'Maison Exemple des Embruns', '56121', '53569001356', '0569901'),
    'garonne': Organisme(21, 'CFA Exemple de Garonne', '31555', '76319002131', '0319902'),
    'tarn': Organisme(22, 'Lycée Exemple du Tarn', '81004', '76819002281', '0819901'),
    'nimes': Organisme(23, 'Campus Exemple des Arènes', '30189', '76309002330', '0309901'),
    'arts': Organisme(24, 'Université Exemple de la Méditerranée', '34172', '7634P002434', '0349901'),
    'rodez': Organisme(25, 'CFA Exemple des Causses', '12202', '76129002512', '0129901', liste='siren', sirene=None),
}
# Schools that no organisme of the table has: (number, name, commune, état).
AUTRES_UAI = {
    'ferme': ('0569902', 'Ancien lycée Exemple du Port', '56121', 'ferme'),
    'blagnac': ('0319901', 'Lycée Exemple des Ailes', '31069', 'ouvert'),
}
# Who may train, for the titres sur demande: (organisme, its NIC of rank, HABILITATION_…, état).
PARTENAIRES = {
    'COMPTABLE': [('paris', 1, 'FORMER', 'Actif'), ('garonne', 1, 'ORGA_FORM', 'Actif'), ('armor', 1, 'ORGANISER', 'Actif'),
                  ('embruns', 1, 'FORMER', 'Supprime'), ('nimes', 2, 'FORMER', 'Actif')],
    'ASSCOM': [('paris', 1, 'FORMER', 'Actif')],
    'DEVINFO': [('paris', 1, 'FORMER', 'Actif')],
    'RDC': [('paris', 1, 'ORGA_FORM', 'Actif')],
}
