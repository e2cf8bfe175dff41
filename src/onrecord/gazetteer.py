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
    """A state and the words that name it; `seats` are buildings and places that speak for its government."""

    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    seats: tuple[str, ...] = ()


# name | aliases | demonyms (adjective first, then people where they differ) | capital | seats of power
_ROWS = """
Afghanistan|Islamic Republic of Afghanistan;Islamic Emirate of Afghanistan|Afghan;Afghans|Kabul|
Albania|Republic of Albania|Albanian|Tirana|
Algeria||Algerian|Algiers|
Andorra||Andorran|Andorra la Vella|
Angola||Angolan|Luanda|
Antigua and Barbuda||Antiguan|Saint John's|
Argentina|Argentine Republic|Argentine;Argentinian;Argentinean|Buenos Aires|Casa Rosada
Armenia||Armenian|Yerevan|
Australia|Commonwealth of Australia|Australian;Aussie|Canberra|
Austria||Austrian|Vienna|
Azerbaijan||Azerbaijani;Azeri|Baku|
Bahamas|The Bahamas|Bahamian|Nassau|
Bahrain||Bahraini|Manama|
Bangladesh||Bangladeshi|Dhaka|
Barbados||Barbadian|Bridgetown|
Belarus|Republic of Belarus;Byelorussia|Belarusian;Belarussian;Byelorussian|Minsk|
Belgium||Belgian|Brussels|
Belize||Belizean|Belmopan|
Benin||Beninese|Porto-Novo|
Bhutan||Bhutanese|Thimphu|
Bolivia|Plurinational State of Bolivia|Bolivian|La Paz|
Bosnia and Herzegovina|Bosnia;Bosnia-Herzegovina;Bosnia & Herzegovina|Bosnian|Sarajevo|
Botswana||Botswanan;Motswana;Batswana|Gaborone|
Brazil|Federative Republic of Brazil|Brazilian|Brasilia|Planalto
Brunei|Brunei Darussalam|Bruneian|Bandar Seri Begawan|
Bulgaria||Bulgarian|Sofia|
Burkina Faso||Burkinabe;Burkinabè|Ouagadougou|
Burundi||Burundian|Gitega|
Cambodia||Cambodian|Phnom Penh|
Cameroon||Cameroonian|Yaounde|
Canada||Canadian|Ottawa|Parliament Hill
Cape Verde|Cabo Verde|Cape Verdean|Praia|
Central African Republic|CAR|Central African|Bangui|
Chad|Republic of Chad|Chadian|N'Djamena|
Chile||Chilean|Santiago|La Moneda
China|People's Republic of China;PRC|Chinese|Beijing|Zhongnanhai
Colombia||Colombian|Bogota|
Comoros||Comorian|Moroni|
Congo|Republic of the Congo;Congo-Brazzaville;Republic of Congo|Congolese|Brazzaville|
Costa Rica||Costa Rican|San Jose|
Croatia||Croatian;Croat|Zagreb|
Cuba||Cuban|Havana|
Cyprus|Republic of Cyprus|Cypriot|Nicosia|
Czech Republic|Czechia|Czech|Prague|Prague Castle
Democratic Republic of the Congo|Democratic Republic of Congo;DR Congo;DRC;Congo-Kinshasa;Zaire|Congolese|Kinshasa|
Denmark|Kingdom of Denmark|Danish;Dane;Danes|Copenhagen|
Djibouti||Djiboutian|Djibouti City|
Dominica||Dominican|Roseau|
Dominican Republic||Dominican|Santo Domingo|
East Timor|Timor-Leste|Timorese;East Timorese|Dili|
Ecuador||Ecuadorian;Ecuadorean|Quito|
Egypt|Arab Republic of Egypt|Egyptian|Cairo|
El Salvador||Salvadoran;Salvadorean|San Salvador|
Equatorial Guinea||Equatorial Guinean;Equatoguinean|Malabo|
Eritrea||Eritrean|Asmara|
Estonia||Estonian|Tallinn|
Eswatini|Swaziland|Swazi|Mbabane|
Ethiopia||Ethiopian|Addis Ababa|
Fiji||Fijian|Suva|
Finland||Finnish;Finn;Finns|Helsinki|
France|French Republic|French;Frenchman;Frenchwoman|Paris|Elysee;Élysée;Elysee Palace;Élysée Palace;Quai d'Orsay;Matignon
Gabon||Gabonese|Libreville|
Gambia|The Gambia|Gambian|Banjul|
Georgia|Republic of Georgia|Georgian|Tbilisi|
Germany|Federal Republic of Germany|German|Berlin|Bundestag
Ghana||Ghanaian|Accra|
Greece|Hellenic Republic|Greek;Hellenic|Athens|
Grenada||Grenadian|Saint George's|
Guatemala||Guatemalan|Guatemala City|
Guinea|Republic of Guinea|Guinean|Conakry|
Guinea-Bissau||Bissau-Guinean|Bissau|
Guyana||Guyanese|Georgetown|
Haiti||Haitian|Port-au-Prince|
Honduras||Honduran|Tegucigalpa|
Hungary||Hungarian|Budapest|
Iceland||Icelandic;Icelander|Reykjavik|
India|Republic of India;Bharat|Indian|New Delhi|South Block;Lok Sabha
Indonesia||Indonesian|Jakarta|
Iran|Islamic Republic of Iran;Islamic Republic|Iranian|Tehran|Majlis
Iraq||Iraqi|Baghdad|
Ireland|Republic of Ireland;Irish Republic;Eire|Irish|Dublin|Dail;Leinster House
Israel|State of Israel|Israeli|Jerusalem|Knesset
Italy|Italian Republic|Italian|Rome|Palazzo Chigi;Quirinale
Ivory Coast|Cote d'Ivoire;Côte d'Ivoire|Ivorian;Ivoirian|Yamoussoukro|
Jamaica||Jamaican|Kingston|
Japan||Japanese|Tokyo|Kantei
Jordan|Hashemite Kingdom of Jordan|Jordanian|Amman|
Kazakhstan|Republic of Kazakhstan|Kazakh;Kazakhstani|Astana|Akorda
Kenya||Kenyan|Nairobi|
Kiribati||I-Kiribati|Tarawa|
Kosovo|Republic of Kosovo|Kosovar;Kosovan|Pristina|
Kuwait||Kuwaiti|Kuwait City|
Kyrgyzstan|Kyrgyz Republic;Kirghizia|Kyrgyz;Kyrgyzstani;Kirghiz|Bishkek|
Laos|Lao PDR|Laotian;Lao|Vientiane|
Latvia||Latvian|Riga|
Lebanon||Lebanese|Beirut|
Lesotho||Basotho;Mosotho|Maseru|
Liberia||Liberian|Monrovia|
Libya||Libyan|Tripoli|
Liechtenstein||Liechtensteiner|Vaduz|
Lithuania||Lithuanian|Vilnius|
Luxembourg|Grand Duchy of Luxembourg|Luxembourgish;Luxembourger|Luxembourg City|
Madagascar||Malagasy;Madagascan|Antananarivo|
Malawi||Malawian|Lilongwe|
Malaysia||Malaysian|Kuala Lumpur|Putrajaya
Maldives|The Maldives|Maldivian|Male|
Mali||Malian|Bamako|
Malta||Maltese|Valletta|
Marshall Islands||Marshallese|Majuro|
Mauritania||Mauritanian|Nouakchott|
Mauritius||Mauritian|Port Louis|
Mexico|United Mexican States|Mexican|Mexico City|Los Pinos
Micronesia|Federated States of Micronesia|Micronesian|Palikir|
Moldova|Republic of Moldova;Moldavia|Moldovan;Moldavian|Chisinau|
Monaco||Monegasque;Monacan|Monte Carlo|
Mongolia||Mongolian|Ulaanbaatar|
Montenegro||Montenegrin|Podgorica|
Morocco||Moroccan|Rabat|
Mozambique||Mozambican|Maputo|
Myanmar|Burma|Burmese;Myanmarese|Naypyidaw|
Namibia||Namibian|Windhoek|
Nauru||Nauruan|Yaren|
Nepal||Nepali;Nepalese|Kathmandu|
Netherlands|The Netherlands;Holland;Kingdom of the Netherlands|Dutch;Dutchman|Amsterdam|Binnenhof
New Zealand|Aotearoa|New Zealander|Wellington|Beehive
Nicaragua||Nicaraguan|Managua|
Niger||Nigerien|Niamey|
Nigeria||Nigerian|Abuja|Aso Rock
North Korea|Democratic People's Republic of Korea;DPRK|North Korean|Pyongyang|
North Macedonia|Macedonia;FYROM|Macedonian;North Macedonian|Skopje|
Norway||Norwegian|Oslo|Storting
Oman||Omani|Muscat|
Pakistan|Islamic Republic of Pakistan|Pakistani|Islamabad|
Palau||Palauan|Ngerulmud|
Palestine|State of Palestine|Palestinian|Ramallah|
Panama||Panamanian|Panama City|
Papua New Guinea|PNG|Papua New Guinean|Port Moresby|
Paraguay||Paraguayan|Asuncion|
Peru||Peruvian|Lima|
Philippines|The Philippines;Republic of the Philippines|Filipino;Filipina;Philippine|Manila|Malacanang;Malacañang
Poland|Republic of Poland|Polish;Pole;Poles|Warsaw|Sejm
Portugal||Portuguese|Lisbon|
Qatar||Qatari|Doha|
Romania||Romanian|Bucharest|
Russia|Russian Federation|Russian|Moscow|Kremlin;State Duma;Duma;Smolenskaya Square
Rwanda||Rwandan|Kigali|
Saint Kitts and Nevis|St Kitts and Nevis;St. Kitts and Nevis|Kittitian|Basseterre|
Saint Lucia|St Lucia;St. Lucia|Saint Lucian;St Lucian|Castries|
Saint Vincent and the Grenadines|St Vincent and the Grenadines;St. Vincent and the Grenadines|Vincentian|Kingstown|
Samoa||Samoan|Apia|
San Marino||Sammarinese;San Marinese|City of San Marino|
Sao Tome and Principe|São Tomé and Príncipe|Santomean|Sao Tome|
Saudi Arabia|Kingdom of Saudi Arabia;KSA|Saudi;Saudi Arabian|Riyadh|
Senegal||Senegalese|Dakar|
Serbia|Republic of Serbia|Serbian;Serb|Belgrade|
Seychelles||Seychellois|Victoria|
Sierra Leone||Sierra Leonean|Freetown|
Singapore||Singaporean|Singapore City|Istana
Slovakia|Slovak Republic|Slovak;Slovakian|Bratislava|
Slovenia||Slovenian;Slovene|Ljubljana|
Solomon Islands||Solomon Islander|Honiara|
Somalia||Somali;Somalian|Mogadishu|Villa Somalia
South Africa|Republic of South Africa;RSA|South African|Pretoria|Union Buildings
South Korea|Republic of Korea;ROK|South Korean|Seoul|Blue House;Cheong Wa Dae
South Sudan||South Sudanese|Juba|
Spain|Kingdom of Spain|Spanish;Spaniard|Madrid|Moncloa
Sri Lanka|Ceylon|Sri Lankan|Colombo|
Sudan|Republic of the Sudan;Republic of Sudan|Sudanese|Khartoum|
Suriname||Surinamese|Paramaribo|
Sweden|Kingdom of Sweden|Swedish;Swede|Stockholm|Riksdag
Switzerland|Swiss Confederation|Swiss|Bern|
Syria|Syrian Arab Republic|Syrian|Damascus|
Taiwan|Republic of China;Chinese Taipei|Taiwanese|Taipei|
Tajikistan|Republic of Tajikistan|Tajik;Tajikistani|Dushanbe|
Tanzania|United Republic of Tanzania|Tanzanian|Dodoma|
Thailand|Kingdom of Thailand;Siam|Thai|Bangkok|Government House
Togo||Togolese|Lome|
Tonga||Tongan|Nuku'alofa|
Trinidad and Tobago|Trinidad & Tobago|Trinidadian|Port of Spain|
Tunisia||Tunisian|Tunis|
Turkey|Türkiye;Turkiye;Republic of Turkey|Turkish;Turk;Turks|Ankara|
Turkmenistan||Turkmen;Turkmenistani|Ashgabat|
Tuvalu||Tuvaluan|Funafuti|
Uganda||Ugandan|Kampala|
Ukraine||Ukrainian|Kyiv|Bankova;Verkhovna Rada
United Arab Emirates|UAE;U.A.E.;Emirates|Emirati|Abu Dhabi|
United Kingdom|UK;U.K.;Britain;Great Britain;United Kingdom of Great Britain and Northern Ireland|British;Briton;Brit|London|Downing Street;10 Downing Street;Number 10;Whitehall;Westminster;Foreign Office
United States|US;U.S.;USA;U.S.A.;United States of America;America|American|Washington|White House;Capitol Hill;Pentagon;Foggy Bottom;Oval Office
Uruguay||Uruguayan|Montevideo|
Uzbekistan|Republic of Uzbekistan|Uzbek;Uzbekistani|Tashkent|
Vanuatu||Ni-Vanuatu|Port Vila|
Vatican City|Vatican;Holy See|Vatican|Vatican City|Vatican
Venezuela|Bolivarian Republic of Venezuela|Venezuelan|Caracas|Miraflores;Miraflores Palace
Vietnam|Viet Nam|Vietnamese|Hanoi|
Yemen|Republic of Yemen|Yemeni;Yemenite|Sanaa|
Zambia||Zambian|Lusaka|
Zimbabwe|Rhodesia|Zimbabwean|Harare|
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
        name, aliases, demonyms, capital, seats = row.split("|")
        yield State(name, _split(aliases), _split(demonyms), capital, _split(seats))


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


def is_capital(words: str) -> bool:
    """Whether the words name a capital."""
    return _bare(words) in _capitals()


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
def _capitals() -> frozenset[str]:
    return frozenset(_OTHER_CAPITALS) | {state.capital for state in STATES}


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
