"""Which words name a state?

One row per state: its name, what else it is called, its people or adjective, its capital, and the seats of power by
which news speaks of its government ("the Kremlin said"). Written out from general knowledge; all members of the
United Nations, both observers, and a few others that news treats like states. A word that stands for two states
("Congolese") is looked up as neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class State:
    """A state and the words that name it; `seats` are buildings and places that speak for its government.

    `code` is ISO 3166-1 alpha-2; XK, which ISO leaves to its users, stands for Kosovo as in most of their lists.
    """

    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    seats: tuple[str, ...] = ()
    code: str = ""


# name | aliases | demonyms (adjective first, then people where they differ) | capital | seats of power | code
_ROWS = """
Afghanistan|Islamic Republic of Afghanistan;Islamic Emirate of Afghanistan|Afghan;Afghans|Kabul||AF
Albania|Republic of Albania|Albanian|Tirana||AL
Algeria||Algerian|Algiers||DZ
Andorra||Andorran|Andorra la Vella||AD
Angola||Angolan|Luanda||AO
Antigua and Barbuda||Antiguan|Saint John's||AG
Argentina|Argentine Republic|Argentine;Argentinian;Argentinean|Buenos Aires|Casa Rosada|AR
Armenia||Armenian|Yerevan||AM
Australia|Commonwealth of Australia|Australian;Aussie|Canberra||AU
Austria||Austrian|Vienna||AT
Azerbaijan||Azerbaijani;Azeri|Baku||AZ
Bahamas|The Bahamas|Bahamian|Nassau||BS
Bahrain||Bahraini|Manama||BH
Bangladesh||Bangladeshi|Dhaka||BD
Barbados||Barbadian|Bridgetown||BB
Belarus|Republic of Belarus;Byelorussia|Belarusian;Belarussian;Byelorussian|Minsk||BY
Belgium||Belgian|Brussels||BE
Belize||Belizean|Belmopan||BZ
Benin||Beninese|Porto-Novo||BJ
Bhutan||Bhutanese|Thimphu||BT
Bolivia|Plurinational State of Bolivia|Bolivian|La Paz||BO
Bosnia and Herzegovina|Bosnia;Bosnia-Herzegovina;Bosnia & Herzegovina|Bosnian|Sarajevo||BA
Botswana||Botswanan;Motswana;Batswana|Gaborone||BW
Brazil|Federative Republic of Brazil|Brazilian|Brasilia|Planalto|BR
Brunei|Brunei Darussalam|Bruneian|Bandar Seri Begawan||BN
Bulgaria||Bulgarian|Sofia||BG
Burkina Faso||Burkinabe;Burkinabè|Ouagadougou||BF
Burundi||Burundian|Gitega||BI
Cambodia||Cambodian|Phnom Penh||KH
Cameroon||Cameroonian|Yaounde||CM
Canada||Canadian|Ottawa|Parliament Hill|CA
Cape Verde|Cabo Verde|Cape Verdean|Praia||CV
Central African Republic|CAR|Central African|Bangui||CF
Chad|Republic of Chad|Chadian|N'Djamena||TD
Chile||Chilean|Santiago|La Moneda|CL
China|People's Republic of China;PRC|Chinese|Beijing|Zhongnanhai|CN
Colombia||Colombian|Bogota||CO
Comoros||Comorian|Moroni||KM
Congo|Republic of the Congo;Congo-Brazzaville;Republic of Congo|Congolese|Brazzaville||CG
Costa Rica||Costa Rican|San Jose||CR
Croatia||Croatian;Croat|Zagreb||HR
Cuba||Cuban|Havana||CU
Cyprus|Republic of Cyprus|Cypriot|Nicosia||CY
Czech Republic|Czechia|Czech|Prague|Prague Castle|CZ
Democratic Republic of the Congo|Democratic Republic of Congo;DR Congo;DRC;Congo-Kinshasa;Zaire|Congolese|Kinshasa||CD
Denmark|Kingdom of Denmark|Danish;Dane;Danes|Copenhagen||DK
Djibouti||Djiboutian|Djibouti City||DJ
Dominica||Dominican|Roseau||DM
Dominican Republic||Dominican|Santo Domingo||DO
East Timor|Timor-Leste|Timorese;East Timorese|Dili||TL
Ecuador||Ecuadorian;Ecuadorean|Quito||EC
Egypt|Arab Republic of Egypt|Egyptian|Cairo||EG
El Salvador||Salvadoran;Salvadorean|San Salvador||SV
Equatorial Guinea||Equatorial Guinean;Equatoguinean|Malabo||GQ
Eritrea||Eritrean|Asmara||ER
Estonia||Estonian|Tallinn||EE
Eswatini|Swaziland|Swazi|Mbabane||SZ
Ethiopia||Ethiopian|Addis Ababa||ET
Fiji||Fijian|Suva||FJ
Finland||Finnish;Finn;Finns|Helsinki||FI
France|French Republic|French;Frenchman;Frenchwoman|Paris|Elysee;Élysée;Elysee Palace;Élysée Palace;Quai d'Orsay;Matignon|FR
Gabon||Gabonese|Libreville||GA
Gambia|The Gambia|Gambian|Banjul||GM
Georgia|Republic of Georgia|Georgian|Tbilisi||GE
Germany|Federal Republic of Germany|German|Berlin|Bundestag|DE
Ghana||Ghanaian|Accra||GH
Greece|Hellenic Republic|Greek;Hellenic|Athens||GR
Grenada||Grenadian|Saint George's||GD
Guatemala||Guatemalan|Guatemala City||GT
Guinea|Republic of Guinea|Guinean|Conakry||GN
Guinea-Bissau||Bissau-Guinean|Bissau||GW
Guyana||Guyanese|Georgetown||GY
Haiti||Haitian|Port-au-Prince||HT
Honduras||Honduran|Tegucigalpa||HN
Hungary||Hungarian|Budapest||HU
Iceland||Icelandic;Icelander|Reykjavik||IS
India|Republic of India;Bharat|Indian|New Delhi|South Block;Lok Sabha|IN
Indonesia||Indonesian|Jakarta||ID
Iran|Islamic Republic of Iran;Islamic Republic|Iranian|Tehran|Majlis|IR
Iraq||Iraqi|Baghdad||IQ
Ireland|Republic of Ireland;Irish Republic;Eire|Irish|Dublin|Dail;Leinster House|IE
Israel|State of Israel|Israeli|Jerusalem|Knesset|IL
Italy|Italian Republic|Italian|Rome|Palazzo Chigi;Quirinale|IT
Ivory Coast|Cote d'Ivoire;Côte d'Ivoire|Ivorian;Ivoirian|Yamoussoukro||CI
Jamaica||Jamaican|Kingston||JM
Japan||Japanese|Tokyo|Kantei|JP
Jordan|Hashemite Kingdom of Jordan|Jordanian|Amman||JO
Kazakhstan|Republic of Kazakhstan|Kazakh;Kazakhstani|Astana|Akorda|KZ
Kenya||Kenyan|Nairobi||KE
Kiribati||I-Kiribati|Tarawa||KI
Kosovo|Republic of Kosovo|Kosovar;Kosovan|Pristina||XK
Kuwait||Kuwaiti|Kuwait City||KW
Kyrgyzstan|Kyrgyz Republic;Kirghizia|Kyrgyz;Kyrgyzstani;Kirghiz|Bishkek||KG
Laos|Lao PDR|Laotian;Lao|Vientiane||LA
Latvia||Latvian|Riga||LV
Lebanon||Lebanese|Beirut||LB
Lesotho||Basotho;Mosotho|Maseru||LS
Liberia||Liberian|Monrovia||LR
Libya||Libyan|Tripoli||LY
Liechtenstein||Liechtensteiner|Vaduz||LI
Lithuania||Lithuanian|Vilnius||LT
Luxembourg|Grand Duchy of Luxembourg|Luxembourgish;Luxembourger|Luxembourg City||LU
Madagascar||Malagasy;Madagascan|Antananarivo||MG
Malawi||Malawian|Lilongwe||MW
Malaysia||Malaysian|Kuala Lumpur|Putrajaya|MY
Maldives|The Maldives|Maldivian|Male||MV
Mali||Malian|Bamako||ML
Malta||Maltese|Valletta||MT
Marshall Islands||Marshallese|Majuro||MH
Mauritania||Mauritanian|Nouakchott||MR
Mauritius||Mauritian|Port Louis||MU
Mexico|United Mexican States|Mexican|Mexico City|Los Pinos|MX
Micronesia|Federated States of Micronesia|Micronesian|Palikir||FM
Moldova|Republic of Moldova;Moldavia|Moldovan;Moldavian|Chisinau||MD
Monaco||Monegasque;Monacan|Monte Carlo||MC
Mongolia||Mongolian|Ulaanbaatar||MN
Montenegro||Montenegrin|Podgorica||ME
Morocco||Moroccan|Rabat||MA
Mozambique||Mozambican|Maputo||MZ
Myanmar|Burma|Burmese;Myanmarese|Naypyidaw||MM
Namibia||Namibian|Windhoek||NA
Nauru||Nauruan|Yaren||NR
Nepal||Nepali;Nepalese|Kathmandu||NP
Netherlands|The Netherlands;Holland;Kingdom of the Netherlands|Dutch;Dutchman|Amsterdam|Binnenhof|NL
New Zealand|Aotearoa|New Zealander|Wellington|Beehive|NZ
Nicaragua||Nicaraguan|Managua||NI
Niger||Nigerien|Niamey||NE
Nigeria||Nigerian|Abuja|Aso Rock|NG
North Korea|Democratic People's Republic of Korea;DPRK|North Korean|Pyongyang||KP
North Macedonia|Macedonia;FYROM|Macedonian;North Macedonian|Skopje||MK
Norway||Norwegian|Oslo|Storting|NO
Oman||Omani|Muscat||OM
Pakistan|Islamic Republic of Pakistan|Pakistani|Islamabad||PK
Palau||Palauan|Ngerulmud||PW
Palestine|State of Palestine|Palestinian|Ramallah||PS
Panama||Panamanian|Panama City||PA
Papua New Guinea|PNG|Papua New Guinean|Port Moresby||PG
Paraguay||Paraguayan|Asuncion||PY
Peru||Peruvian|Lima||PE
Philippines|The Philippines;Republic of the Philippines|Filipino;Filipina;Philippine|Manila|Malacanang;Malacañang|PH
Poland|Republic of Poland|Polish;Pole;Poles|Warsaw|Sejm|PL
Portugal||Portuguese|Lisbon||PT
Qatar||Qatari|Doha||QA
Romania||Romanian|Bucharest||RO
Russia|Russian Federation|Russian|Moscow|Kremlin;State Duma;Duma;Smolenskaya Square|RU
Rwanda||Rwandan|Kigali||RW
Saint Kitts and Nevis|St Kitts and Nevis;St. Kitts and Nevis|Kittitian|Basseterre||KN
Saint Lucia|St Lucia;St. Lucia|Saint Lucian;St Lucian|Castries||LC
Saint Vincent and the Grenadines|St Vincent and the Grenadines;St. Vincent and the Grenadines|Vincentian|Kingstown||VC
Samoa||Samoan|Apia||WS
San Marino||Sammarinese;San Marinese|City of San Marino||SM
Sao Tome and Principe|São Tomé and Príncipe|Santomean|Sao Tome||ST
Saudi Arabia|Kingdom of Saudi Arabia;KSA|Saudi;Saudi Arabian|Riyadh||SA
Senegal||Senegalese|Dakar||SN
Serbia|Republic of Serbia|Serbian;Serb|Belgrade||RS
Seychelles||Seychellois|Victoria||SC
Sierra Leone||Sierra Leonean|Freetown||SL
Singapore||Singaporean|Singapore City|Istana|SG
Slovakia|Slovak Republic|Slovak;Slovakian|Bratislava||SK
Slovenia||Slovenian;Slovene|Ljubljana||SI
Solomon Islands||Solomon Islander|Honiara||SB
Somalia||Somali;Somalian|Mogadishu|Villa Somalia|SO
South Africa|Republic of South Africa;RSA|South African|Pretoria|Union Buildings|ZA
South Korea|Republic of Korea;ROK|South Korean|Seoul|Blue House;Cheong Wa Dae|KR
South Sudan||South Sudanese|Juba||SS
Spain|Kingdom of Spain|Spanish;Spaniard|Madrid|Moncloa|ES
Sri Lanka|Ceylon|Sri Lankan|Colombo||LK
Sudan|Republic of the Sudan;Republic of Sudan|Sudanese|Khartoum||SD
Suriname||Surinamese|Paramaribo||SR
Sweden|Kingdom of Sweden|Swedish;Swede|Stockholm|Riksdag|SE
Switzerland|Swiss Confederation|Swiss|Bern||CH
Syria|Syrian Arab Republic|Syrian|Damascus||SY
Taiwan|Republic of China;Chinese Taipei|Taiwanese|Taipei||TW
Tajikistan|Republic of Tajikistan|Tajik;Tajikistani|Dushanbe||TJ
Tanzania|United Republic of Tanzania|Tanzanian|Dodoma||TZ
Thailand|Kingdom of Thailand;Siam|Thai|Bangkok|Government House|TH
Togo||Togolese|Lome||TG
Tonga||Tongan|Nuku'alofa||TO
Trinidad and Tobago|Trinidad & Tobago|Trinidadian|Port of Spain||TT
Tunisia||Tunisian|Tunis||TN
Turkey|Türkiye;Turkiye;Republic of Turkey|Turkish;Turk;Turks|Ankara||TR
Turkmenistan||Turkmen;Turkmenistani|Ashgabat||TM
Tuvalu||Tuvaluan|Funafuti||TV
Uganda||Ugandan|Kampala||UG
Ukraine||Ukrainian|Kyiv|Bankova;Verkhovna Rada|UA
United Arab Emirates|UAE;U.A.E.;Emirates|Emirati|Abu Dhabi||AE
United Kingdom|UK;U.K.;Britain;Great Britain;United Kingdom of Great Britain and Northern Ireland|British;Briton;Brit|London|Downing Street;10 Downing Street;Number 10;Whitehall;Westminster;Foreign Office|GB
United States|US;U.S.;USA;U.S.A.;United States of America;America|American|Washington|White House;Capitol Hill;Pentagon;Foggy Bottom;Oval Office|US
Uruguay||Uruguayan|Montevideo||UY
Uzbekistan|Republic of Uzbekistan|Uzbek;Uzbekistani|Tashkent||UZ
Vanuatu||Ni-Vanuatu|Port Vila||VU
Vatican City|Vatican;Holy See|Vatican|Vatican City|Vatican|VA
Venezuela|Bolivarian Republic of Venezuela|Venezuelan|Caracas|Miraflores;Miraflores Palace|VE
Vietnam|Viet Nam|Vietnamese|Hanoi||VN
Yemen|Republic of Yemen|Yemeni;Yemenite|Sanaa||YE
Zambia||Zambian|Lusaka||ZM
Zimbabwe|Rhodesia|Zimbabwean|Harare||ZW
"""  # noqa: E501 one state, one row

_OTHER_CAPITALS = {
    "Washington DC": "United States", "Washington D.C.": "United States", "Washington, D.C.": "United States",
    "Kiev": "Ukraine", "Peking": "China", "Delhi": "India", "Nur-Sultan": "Kazakhstan", "The Hague": "Netherlands",
    "Sana'a": "Yemen", "Teheran": "Iran", "Bogotá": "Colombia", "Brasília": "Brazil", "Kishinev": "Moldova",
    "Asunción": "Paraguay", "Lomé": "Togo", "Yaoundé": "Cameroon", "Reykjavík": "Iceland", "Bujumbura": "Burundi",
    "Ulan Bator": "Mongolia", "Rangoon": "Myanmar", "Yangon": "Myanmar", "Cape Town": "South Africa",
}  # fmt: skip
"""Second capitals, seats of government that are no capital, and other spellings."""


def _rows() -> Iterator[State]:
    for row in _ROWS.strip().splitlines():
        name, aliases, demonyms, capital, seats, code = row.split("|")
        yield State(name, _split(aliases), _split(demonyms), capital, _split(seats), code)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


STATES: tuple[State, ...] = tuple(_rows())
"""All states, by name."""


def state_named(words: str) -> State | None:
    """The state whose name or other name these words are ("US", "the Russian Federation"); None for all else."""
    return _by_name().get(_bare(words))


def state_of(words: str) -> State | None:
    """The state that an adjective, a name of its people or a name of itself points to ("Russian", "Danes", "US")."""
    bare = _bare(words)
    return _by_name().get(bare) or _by_demonym().get(bare)


def government_of(words: str) -> State | None:
    """The state for whose government these words speak: its name, its capital or a seat of power ("the Kremlin")."""
    bare = _bare(words)
    return _by_name().get(bare) or _by_seat().get(bare)


def capital_of(words: str) -> State | None:
    """The state whose capital, or other seat of government, the words name; None for all else."""
    return _by_capital().get(_bare(words))


def is_capital(words: str) -> bool:
    """Whether the words name a capital."""
    return capital_of(words) is not None


def _bare(words: str) -> str:
    bare = words.replace("’", "'").removesuffix("'s")
    return bare[4:] if bare[:4] in ("the ", "The ") else bare


@cache
def _by_name() -> dict[str, State]:
    return _table(lambda state: (state.name, *state.aliases))


@cache
def _by_demonym() -> dict[str, State]:
    return _table(lambda state: (*state.demonyms, *(d + "s" for d in state.demonyms if d[-1] in "nkit")))


@cache
def _by_seat() -> dict[str, State]:
    names = _by_name()
    others = {place: names[state] for place, state in _OTHER_CAPITALS.items()}
    return others | _table(lambda state: (state.capital, *state.seats))


@cache
def _by_capital() -> dict[str, State]:
    names = _by_name()
    others = {place: names[state] for place, state in _OTHER_CAPITALS.items()}
    return others | _table(lambda state: (state.capital,))


def _table(words_of: Callable[[State], Iterable[str]]) -> dict[str, State]:
    """Words -> state; words of two states are left out, because a guess would name the wrong government."""
    found: dict[str, set[str]] = {}
    for state in STATES:
        for words in words_of(state):
            found.setdefault(_bare(words), set()).add(state.name)
    by_name = {state.name: state for state in STATES}
    return {words: by_name[next(iter(names))] for words, names in found.items() if len(names) == 1}


def word_set(words: str) -> frozenset[str]:
    """A table of single words, written as a line of text."""
    return frozenset(words.split())


BODY_NOUNS: frozenset[str] = word_set(
    """
    organization organisation union league council community association alliance treaty pact commission committee
    forum bank conference group agreement partnership commonwealth agency fund federation confederation court
    ministry department office bureau service services institute university college school academy center centre
    foundation party front movement network army corps guard authority administration board assembly parliament
    congress senate house chamber company corporation corp inc ltd bloc club society directorate secretariat
    government cabinet police hospital laboratory observatory museum church diocese newspaper staff convention
    compact coalition initiative tribunal inspectorate watchdog regulator exchange brigade brigades command mission
    programme program delegation embassy consulate basin treasury trust consortium cooperative syndicate observer
    monitor waterworks watch times post press news international republic express works team airlines airways
    """
)
"""Nouns that head or mark the name of a body; a name that holds one is no person's."""
