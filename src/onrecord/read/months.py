"""Which month, weekday or zone does a word name? The tables behind `dates`, for the languages news is written in."""

from __future__ import annotations

import unicodedata

MONTH_NAMES: tuple[tuple[str, ...], ...] = (
    # English, German, French, Spanish, Italian, Portuguese, Dutch
    (
        "january jan januar jänner jänn janvier janv enero ene gennaio gen janeiro januari",
        "february feb februar feber février févr fév febrero febbraio fevereiro fev februari",
        "march mar märz mrz mars marzo março maart mrt",
        "april apr avril avr abril abr aprile d'abril",
        "may mai mayo maggio mag maio mei",
        "june jun juni juin junio giugno giu junho",
        "july jul juli juillet juil julio luglio lug julho",
        "august aug août agosto ago augustus",
        "september sept sep septembre septiembre settembre set setembro",
        "october oct oktober okt octobre octubre ottobre ott outubro out",
        "november nov novembre noviembre novembro",
        "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro",
    ),
    # Danish, Norwegian, Swedish, Finnish, Estonian
    (
        "januarie tammikuuta tammikuu jaanuar",
        "februarie helmikuuta helmikuu veebruar",
        "marts maaliskuuta maaliskuu märts",
        "huhtikuuta huhtikuu aprill",
        "maj toukokuuta toukokuu",
        "kesäkuuta kesäkuu juuni",
        "heinäkuuta heinäkuu juuli",
        "augusti elokuuta elokuu",
        "syyskuuta syyskuu",
        "lokakuuta lokakuu oktoober",
        "marraskuuta marraskuu",
        "desember des joulukuuta joulukuu detsember",
    ),
    # Polish, Czech, Slovak, Hungarian, Romanian, Serbian, Slovene, Latvian
    (
        "stycznia styczeń sty ledna leden januára január ianuarie ian januarja janvāris janvārī siječnja",
        "lutego luty února únor februára február februarie februarja februāris februārī veljače",
        "marca marzec března březen március martie mart marec martā ožujka",
        "kwietnia kwiecień kwi dubna duben apríla április aprilie aprila aprīlis aprīlī travnja",
        "maja května květen mája május máj maijs maijā svibnja",
        "czerwca czerwiec cze června červen júna június iunie junija jūnijs jūnijā lipnja",
        "lipca lipiec lip července červenec júla július iulie julija jūlijs jūlijā srpnja",
        "sierpnia sierpień sie srpna srpen augusta augusztus avgust avgusta augusts augustā kolovoza",
        "września wrzesień wrz září septembra szeptember septembrie septembar septembris septembrī rujna",
        "października październik paź října říjen októbra október octombrie oktobar oktobra oktobris oktobrī",
        "listopada listopad lis listopadu novembra noiembrie novembar novembris novembrī",
        "grudnia grudzień gru prosince prosinec decembra decembrie decembar decembris decembrī prosinca",
    ),
    # Russian, Ukrainian, Bulgarian, Serbian, Greek
    (
        "января январь янв січня січень януари јануар ιανουαρίου ιανουάριος ιαν",
        "февраля февраль фев лютого лютий февруари фебруар φεβρουαρίου φεβρουάριος φεβ",
        "марта март мар березня березень μαρτίου μάρτιος μαρ",
        "апреля апрель апр квітня квітень април απριλίου απρίλιος απρ",
        "мая май травня травень мај μαΐου μάιος μαϊ",
        "июня июнь июн червня червень юни јун ιουνίου ιούνιος ιουν",
        "июля июль июл липня липень юли јул ιουλίου ιούλιος ιουλ",
        "августа август авг серпня серпень αυγούστου αύγουστος αυγ",
        "сентября сентябрь сен сент вересня вересень септември септембар σεπτεμβρίου σεπτέμβριος σεπ σεπτ",
        "октября октябрь окт жовтня жовтень октомври октобар οκτωβρίου οκτώβριος οκτ",
        "ноября ноябрь ноя листопада листопад ноември новембар νοεμβρίου νοέμβριος νοε",
        "декабря декабрь дек грудня грудень декември децембар δεκεμβρίου δεκέμβριος δεκ",
    ),
    # Turkish, Indonesian, Malay, Hindi, Bengali, Hebrew, Thai
    (
        "ocak oca januari jan जनवरी জানুয়ারি ינואר มกราคม ม.ค",
        "şubat şub pebruari फरवरी फ़रवरी ফেব্রুয়ারি פברואר กุมภาพันธ์ ก.พ",
        "mart maret मार्च মার্চ מרץ מרס มีนาคม มี.ค",
        "nisan nis अप्रैल এপ্রিল אפריל เมษายน เม.ย",
        "mayıs mei मई মে מאי พฤษภาคม พ.ค",
        "haziran haz jun जून জুন יוני มิถุนายน มิ.ย",
        "temmuz tem julai जुलाई জুলাই יולי กรกฎาคม ก.ค",
        "ağustos ağu agustus agt ogos अगस्त আগস্ট אוגוסט สิงหาคม ส.ค",
        "eylül eyl सितंबर सितम्बर সেপ্টেম্বর ספטמבר กันยายน ก.ย",
        "ekim eki oktober अक्टूबर अक्तूबर অক্টোবর אוקטובר ตุลาคม ต.ค",
        "kasım kas नवंबर नवम्बर নভেম্বর נובמבר พฤศจิกายน พ.ย",
        "aralık ara disember दिसंबर दिसम्बर ডিসেম্বর דצמבר ธันวาคม ธ.ค",
    ),
    # Arabic in Egypt and the Gulf, in the Levant and in the Maghreb; Urdu
    (
        "يناير جانفي جنوری كانون_الثاني",
        "فبراير شباط فيفري فروری",
        "مارس آذار مارچ",
        "أبريل نيسان أفريل اپریل",
        "مايو أيار ماي مئی",
        "يونيو حزيران جوان جون",
        "يوليو تموز جويلية جولائی",
        "أغسطس آب أوت اگست",
        "سبتمبر أيلول شتنبر ستمبر",
        "أكتوبر اكتوبر اکتوبر تشرين_الأول",
        "نوفمبر نونبر نومبر تشرين_الثاني",
        "ديسمبر دجنبر دسمبر كانون_الأول",
    ),
)

PERSIAN_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
"""Months of the Solar Hijri calendar, which begins with the spring equinox."""

WEEKDAY_NAMES: tuple[str, ...] = (
    "monday mon montag mo lundi lunes lunedì segunda-feira maandag poniedziałek måndag mandag понедельник понеділок",
    "tuesday tue tues dienstag di mardi martes martedì terça-feira dinsdag wtorek tisdag tirsdag вторник вівторок",
    "wednesday wed mittwoch mi mercredi miércoles mercoledì quarta-feira woensdag środa onsdag среда середа",
    "thursday thu thurs donnerstag do jeudi jueves giovedì quinta-feira donderdag czwartek torsdag четверг четвер",
    "friday fri freitag fr vendredi viernes venerdì sexta-feira vrijdag piątek fredag пятница п'ятниця",
    "saturday sat samstag sonnabend sa samedi sábado sabato zaterdag sobota lördag lørdag суббота субота",
    "sunday sun sonntag so dimanche domingo domenica zondag niedziela söndag søndag воскресенье неділя",
)
"""Days of the week from Monday on, as they stand before a date."""

ZONES: dict[str, str] = {
    "z": "Z",
    "utc": "Z",
    "gmt": "Z",
    "wet": "Z",
    "bst": "+01:00",
    "cet": "+01:00",
    "mez": "+01:00",
    "cest": "+02:00",
    "mesz": "+02:00",
    "eet": "+02:00",
    "sast": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "мск": "+03:00",
    "eat": "+03:00",
    "pkt": "+05:00",
    "wib": "+07:00",
    "ict": "+07:00",
    "hkt": "+08:00",
    "sgt": "+08:00",
    "jst": "+09:00",
    "kst": "+09:00",
    "aest": "+10:00",
    "aedt": "+11:00",
    "nzst": "+12:00",
    "nzdt": "+13:00",
    "brt": "-03:00",
    "adt": "-03:00",
    "ast": "-04:00",
    "edt": "-04:00",
    "est": "-05:00",
    "cdt": "-05:00",
    "mdt": "-06:00",
    "mst": "-07:00",
    "pdt": "-07:00",
    "pst": "-08:00",
}
"""Names of zones that mean one offset from UTC. CST and IST mean several and are left out."""

DIGITS: dict[int, int] = {
    first + value: ord("0") + value
    for first in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10)  # Arabic, Persian, Hindi, Bengali, Thai, full width
    for value in range(10)
}
"""Digits of other scripts, one for one, so that places in the words stay."""

LETTERS: dict[int, str] = {ord("ي"): "ی", ord("ى"): "ی", ord("ك"): "ک"}
"""Letters that Arabic and Persian keyboards write differently."""


def folded(name: str) -> str:
    """A name without case, accents and points, as the tables below are keyed."""
    plain = unicodedata.normalize("NFKD", name.casefold().strip(" .'’"))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(LETTERS)


MONTHS: dict[str, int] = {
    folded(name.replace("_", " ")): number
    for table in MONTH_NAMES
    for number, names in enumerate(table, 1)
    for name in names.split()
}
PERSIAN: dict[str, int] = {folded(name): number for number, name in enumerate(PERSIAN_MONTHS.split(), 1)}
WEEKDAYS: dict[str, int] = {folded(name): day for day, names in enumerate(WEEKDAY_NAMES) for name in names.split()}


def month_named(name: str) -> int | None:
    """The month (1 to 12) a word names, else None. Hebrew writes "in" in one word with the month."""
    word = " ".join(folded(name).split())
    return MONTHS.get(word) or MONTHS.get(word.removeprefix("ב"))
