"""Which words make a title, and which nouns head one?

Tables only. A title is read around its head noun: qualifiers and fields stand before it ("first deputy director",
"foreign minister"), the organisation before or after. Compounds ("vice-president", "secretary-general") are found by
their last part.
"""

from __future__ import annotations

from onrecord.gazetteer import word_set

OFFICES: frozenset[str] = word_set(
    """
    president minister premier chancellor secretary undersecretary ambassador envoy representative commissioner
    governor mayor director head chief chairman chairwoman chairperson chair leader commander spokesman spokeswoman
    spokesperson speaker prosecutor attorney king queen emir sultan emperor prince princess pope cardinal archbishop
    bishop patriarch mufti ayatollah rabbi imam senator congressman congresswoman lawmaker legislator deputy
    councillor councilor judge justice magistrate ombudsman ombudswoman auditor treasurer controller comptroller
    superintendent inspector sheriff marshal constable coordinator administrator manager executive ceo cfo coo
    founder co-founder rector dean provost principal curator editor editor-in-chief negotiator rapporteur consul
    attache attaché nuncio viceroy regent secretary-general director-general attorney-general governor-general
    taoiseach tanaiste vice-president vice-premier vice-chairman vice-chancellor vice-minister politburo-member
    caretaker captain coach strongman warlord counsel solicitor registrar quartermaster adjutant chieftain
    headmaster headmistress warden overseer trustee harbourmaster harbormaster stationmaster postmaster master
    president-elect whip commandant advocate mediator arbitrator convener convenor conservator
    alderman alderwoman selectman reeve burgomaster burgermeister akim voivode starost wali caliph khan sheikha lama
    abbot abbess prior prioress vicar canon matron skipper quartermaster bursar comptroller-general
    vice-admiral subprefect prefect intendant syndic steward shogun raja maharaja nawab oba chairlady headteacher
    co-chair co-chairman co-chairwoman co-leader co-director co-president co-ordinator moderator presiding-officer
    frontman bandleader conductor choirmaster handler keeper custodian commodore signatory organizer-in-chief
    co-owner owner proprietor publisher
    """
)
"""Nouns that name an office by themselves."""

SHORT_TITLES: frozenset[str] = word_set("Sen. Sen Cllr Cllr. Rep. Gov. Amb. PM FM VP MP MEP CEO") | {"Lt. Gov."}
"""Short forms of titles; an office keeps the form that the page gives."""

HONOURS: frozenset[str] = word_set(
    "MD M.D. PhD Ph.D. Ph.D DPhil JD J.D. MBA RN R.N. DDS DVM MP MEP MLA MBE OBE CBE KC QC FRS Esq Esq. SJ S.J. Jr. Sr."
)
"""Letters between commas behind a name: what follows them describes the person."""

ADDRESSED: frozenset[str] = word_set(
    "MBE OBE CBE QC KC PhD MD Esq Excellence Excellency Majesty Highness Holiness Eminence"
)
"""Honours and forms of address that are part of no name."""

NOT_FIELDS: frozenset[str] = word_set(
    "nominee candidate hopeful rival ally colleague predecessor successor counterpart"
)
"""Nouns before a title that say something else of the person ("nominee Vice President A B")."""

EMPLOYED: frozenset[str] = word_set("aide adviser advisor assistant official officer delegate member")
"""Posts in the service of a state that its adjective names ("a Danish official"); other posts only share its people."""

POSTS: frozenset[str] = word_set(
    """
    specialist scholar aide adviser advisor assistant analyst expert researcher fellow professor lecturer economist
    historian scientist engineer strategist lobbyist campaigner lawyer counsel physician epidemiologist virologist
    pulmonologist cardiologist oncologist neurologist dermatologist immunologist toxicologist pathologist
    radiologist psychiatrist surgeon paediatrician pediatrician nurse midwife dentist archaeologist anthropologist
    ecologist biologist zoologist volcanologist glaciologist statistician demographer chemist physicist
    mathematician astronomer botanist agronomist hydrologist climatologist seismologist geologist meteorologist
    sociologist psychologist criminologist politician member officer official delegate consultant fundraiser
    organizer organiser correspondent columnist reporter
    clerk foreman forewoman physician doctor medic paramedic veterinarian vet ranger forester gamekeeper librarian
    archivist conservationist architect planner surveyor inspector-general teacher instructor trainer tutor
    pastor priest chaplain deacon curate investigator detective negotiators pilot mate bosun goalkeeper striker
    forecaster geophysicist biochemist geneticist neuroscientist psychotherapist pharmacologist
    pharmacist parasitologist entomologist ornithologist palaeontologist paleontologist oceanographer
    cryptographer technologist actuary accountant broker trader strategist-in-chief underwriter partner associate
    activist
    """
)
"""Nouns that name an office only with an organisation ("an aide" says nothing, "an aide to the president" does)."""

NATIONAL: frozenset[str] = word_set(
    """
    president premier chancellor king queen emir sultan emperor prime-minister taoiseach vice-president
    """
)
"""Heads whose office is complete without an organisation ("A B, the president, ...")."""

RANKS: frozenset[str] = word_set(
    """
    General Gen Gen. Colonel Col Col. Lieutenant Lt Lt. Major Maj Maj. Captain Capt Capt. Brigadier Brig Brig.
    Admiral Adm Adm. Marshal Sergeant Sgt Sgt. Commodore Commander Cmdr Cmdr. Cpl Cpl. Dr Dr. Mr Mr. Mrs Mrs. Ms Ms.
    Prof Prof. Professor Sir Dame Lord Lady Sheikh Sheik Mullah Hajji Reverend Rev Rev. Father Sister Doctor
    Baroness Baron Count H.E. HE Hon Hon. Mme Mlle Madame Monsieur Herr Frau Signor Señor Ustad Alhaji Sister Brother
    Constable Inspector Detective Superintendent Chief-Superintendent PC DI DCI Rt.
    """
)
"""Ranks and forms of address: they stand before a name and are no office."""

QUALIFIERS: frozenset[str] = word_set(
    """
    former ex acting interim deputy vice assistant associate first second third senior top chief junior outgoing
    incoming permanent special provisional caretaker honorary executive managing general founding joint co prime
    lead leading main principal regional local national federal state provincial district city municipal supreme
    high long-time longtime then transitional current newly-elected newly-appointed plenipotentiary extraordinary
    head vice-presidential presidential ranking non-resident resident adjunct visiting distinguished emeritus past
    previous ex-
    """
)
"""Words that narrow a title and belong to it; the lower-case form is listed."""

NOT_KEPT: frozenset[str] = word_set("current then newly-elected newly-appointed long-time longtime another")
"""Qualifiers that say when or which and are left out of the title."""

FIELDS: frozenset[str] = word_set(
    """
    foreign interior defense defence finance justice health education trade press security economy economic
    agriculture energy environment transport transportation culture labor labour home treasury commerce industry
    information communications media political military police fire intelligence army navy air force opposition
    party parliamentary cabinet government presidential legal financial technical operations operating technology
    science research emergency disaster relief humanitarian peace climate water river port railway aviation nuclear
    border customs tax budget housing planning development migration immigration refugee human rights women youth
    sports tourism religious affairs counter-terrorism counterterrorism anti-terrorism terrorism election electoral
    campaign union news house senate parliament majority minority faction rebel militia group team project program
    programme district county policy public relations investment bank banking central exchange market oil gas mining
    forestry fisheries space cyber cybersecurity digital national-security resources harbour harbor station
    human-resources supply chain state emergencies
    """
)
"""Fields of an office that stand before its head in lower case ("foreign minister", "press aide")."""

PORTFOLIO_HEADS: frozenset[str] = word_set("minister secretary undersecretary commissioner ombudsman rapporteur")
"""Heads before which any capitalised word is the field ("Water Minister"), and whose "of X", "for X" is a field too."""

SENT: frozenset[str] = word_set("ambassador envoy representative consul nuncio emissary delegate negotiator")
"""Heads that are sent: their "to X" names the receiver, which is an organisation only if X is one."""

STATE_IN_TITLE: frozenset[str] = word_set("attorney marshal")
"""Heads whose title keeps the state before it where the district stands behind ("U.S. attorney for the North")."""

ALSO_BODIES: frozenset[str] = word_set(
    """
    leader member partner owner co-owner publisher founder co-founder proprietor keeper operator handler manager
    associate chair host signatory party head home master administrator trustee custodian overseer champion contractor
    representative captain negotiator advocate moderator trainer executive chief broker trader observer mediator coach
    """
)
"""Heads that news gives to bodies and places too: "Delta Bank, owner of the harbour"."""

TO: frozenset[str] = word_set("aide adviser advisor assistant counsel") | SENT
"""Heads whose organisation may stand after "to"."""
