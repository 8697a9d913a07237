"""Names of months and seasons in the languages of most bibliographies -> their numbers in EDTF.

English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Norwegian, Danish, Polish, Czech and Russian, in
full and as far as people shorten them; all in lower case.
"""

from __future__ import annotations

_NAMES = (
    "jan january januar jänner janvier enero ene janeiro gennaio gen januari styczeń stycznia leden ledna январь января",
    "feb february februar février fév févr febrero fevereiro fev febbraio februari luty lutego únor února февраль февраля",
    "mar march märz mrz mär maerz mars marzo março maart mrt marts marzec marca březen března март марта",
    "apr april avril avr abril abr aprile kwiecień kwietnia duben dubna апрель апреля",
    "may mai mayo maio maggio mag mei maj maja květen května май мая",
    "jun june juni juin junio junho giugno giu czerwiec czerwca červen června июнь июня",
    "jul july juli juillet juil julio julho luglio lug lipiec lipca červenec července июль июля",
    "aug august août aout agosto ago augustus augusti sierpień sierpnia srpen srpna август августа",
    "sep sept september septembre septiembre setembro set settembre wrzesień września září сентябрь сентября",
    "oct okt october oktober octobre octubre outubro out ottobre ott październik października říjen října октябрь октября",
    "nov november novembre noviembre novembro listopad listopada листопад ноябрь ноября",
    "dec dez december dezember décembre déc diciembre dic dezembro dicembre desember grudzień grudnia prosinec prosince "
    "декабрь декабря",
)
_SEASONS = (
    "spring frühling frühjahr printemps primavera lente",
    "summer sommer été verano verão estate zomer",
    "autumn fall herbst automne otoño outono autunno herfst",
    "winter hiver invierno inverno",
)
MONTHS = {word: number for number, words in enumerate(_NAMES, 1) for word in words.split()}
SEASONS = {word: number for number, words in enumerate(_SEASONS, 21) for word in words.split()}
