"""The words that citations are made of beside names and days, by what they do.

Each table is closed vocabulary of the trade: the usage of press digests and of the Associated Press and
Chicago manuals, and its counterparts in the other languages. None of them names an outlet, a person or
a place; those are the registry's and places.txt's. All are case-folded; dots don't count (`e g`, `cf`).
"""

from __future__ import annotations

import re
from typing import TypeAlias

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")

Phrases: TypeAlias = dict[str, tuple[tuple[str, ...], ...]]
"""First word -> the phrases that begin with it, as words, the longest first."""


def phrases(listed: str) -> Phrases:
    """The phrases of a `|`-separated list, by first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed.split("|"):
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(them, key=len, reverse=True)) for first, them in found.items()}


def leading(words: list[str] | tuple[str, ...], table: Phrases, at: int = 0) -> int:
    """How many of the folded `words`, from `at` on, are the longest phrase of the table; 0 for none."""
    for phrase in table.get(words[at], ()) if at < len(words) else ():
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


# `see` sends the reader on; what follows is a cross-reference if it is the publication's own.
SEE = phrases(
    "see|see also|see again|also see|cf|compare|см|см также|смотри|смотрите|ср|див|див також|siehe|siehe auch|s auch|vgl|vgl auch"
    "|voir|voir aussi|véase|véase también|vease|ver|ver también|ver também|bkz|bakınız|vedi|vedi anche|cfr|zob|zob też|por|viz|viz též|vidi|zie|zie ook"
)
EXAMPLE = phrases(
    "e g|eg|for example|for instance|inter alia|например|наприклад|z b|zum beispiel|par exemple|por ejemplo|örneğin|np"
    "|for more|for details|for background"
)
# X VIA Y: Y brings what X said. At a segment's start there is no X.
VIA = phrases(
    "as quoted by|as quoted in|quoted by|quoted in|as cited by|as cited in|cited by|cited in|as reported by|as reported in"
    "|reported by|reported in|reporting via|reports via|according to|via|as published in|as published by|published in"
    "|published by|translated in|translated by|as translated by|broadcast by|broadcast on|carried by|relayed by|aired on|aired by"
    "|shown on|reprinted in|reprinted by|reposted by|republished by|republished in|as reprinted in|summarized by|summarized in|as told to|interviewed by|interviewed in|per|as per"
    "|цит по|цитируется по|цитата по|по сообщению|по данным|сообщает|сообщил|сообщило|сообщила|сообщили|как сообщает|как пишет|пишет"
    "|передаёт|передает|через|в переводе|цит за|за повідомленням|за даними|повідомляє|повідомило|як повідомляє|як пише|пише"
    "|zitiert nach|zit nach|zitiert in|zitiert von|laut|nach angaben von|nach angaben der|berichtet von|berichtet in|übersetzt in"
    "|cité par|cité dans|citée par|citée dans|rapporté par|rapporté dans|selon|d'après|traduit dans|relayé par|repris par|publié dans"
    "|citado por|citada por|citado en|según|recogido por|recogido en|traducido en|a través de|publicado en"
    "|aktaran|alıntılayan|aracılığıyla|cytowane przez|cytowany przez|wg|według|citato da|secondo|geciteerd door|volgens|conform|potrivit"
)
# Y CITING X: Y brings it, X said it.
CITING = phrases(
    "citing|quoting|with reference to|referring to|relaying|with a reference to"
    "|со ссылкой на|ссылаясь на|цитируя|з посиланням на|із посиланням на|посилаючись на|цитуючи"
    "|unter berufung auf|mit verweis auf|unter verweis auf|en citant|citant|citando a|citando|con referencia a"
    "|atıfla|dayandırarak|powołując się na|s odkazem na|onder verwijzing naar"
)
# Little words before a source, only where what follows is a known name.
LEADS = phrases(
    "in|in the|from|from the|by|by the|on|as in|source|sources|source for this|based on|reporting by|also|also in|and|including"
    "|в|из|по|у|aus|in der|im|dans|dans le|dans la|en|de|da|w|z|газета|агентство|телеканал|журнал|издание|видання|сайт|портал|информагентство"
    "|newspaper|the newspaper|news agency|the news agency|zeitung|agentur|le journal|el diario|el periódico|gazetesi"
)
# When the author looked; the day that follows is no day of the source.
ACCESSED = phrases(
    "accessed|last accessed|accessed on|retrieved|retrieved on|checked|last checked|checked on|viewed|visited|last visited|consulted"
    "|downloaded|updated|last updated|archived|as of|дата обращения|дата доступа|доступ|проверено|просмотрено|обращение"
    "|дата звернення|перевірено|переглянуто|abgerufen|abgerufen am|aufgerufen|zuletzt abgerufen|zuletzt geprüft|geprüft|stand"
    "|consulté|consulté le|consultée le|vérifié|consultado|consultado el|consultada|verificado|erişim|erişim tarihi|erişildi"
    "|dostęp|odczyt|citováno|geraadpleegd|acesso em|consultato|accesat"
)
UNDATED = frozenset(
    ("undated", "nd", "no date", "date unknown", "бд", "без даты", "без дати", "oj", "od", "o j", "o d", "ohne datum", "sd", "s d",
     "sans date", "sf", "s f", "sin fecha", "tarihsiz", "bez daty", "b d", "n d", "б д", "date not given", "not dated")
)  # fmt: skip
IBID = frozenset(
    ("ibid", "ibidem", "idem", "там же", "там само", "ebd", "ebenda", "a a o", "ibíd", "a g e", "aynı yer", "tamże", "op cit", "loc cit")
)  # fmt: skip
# `Part Two` goes on with the outlet before it.
PARTS = frozenset("part pt parts часть ч частина teil partie parte bölüm część installment episode".split())
NUMERALS = frozenset(
    """one two three four five six i ii iii iv v vi первая вторая третья первой второй eins zwei drei un deux trois
    una uno dos tres birinci ikinci""".split()
)
# Before a number they tell where in the source: pages, issues, hours, columns.
LOCATORS = frozenset(
    """p pp pg page pages с стр сс s ss seite seiten pág págs página páginas sayfa str no nos nr num núm número n nº № issue vol
    volume выпуск вып номер випуск ausgabe heft sayı numer section sec col column para paragraph line lines min minute at
    edition ed ch chapter episode slide table fig figure footnote fn note annex appendix around about ca circa""".split()
)
CLOCKS = frozenset("gmt utc cet cest est edt et msk am pm a p ist jst hrs hours h uhr noon midnight".split())
# The columns of a newspaper, as its own headings name them.
SECTIONS = frozenset(
    """politics business economy economics finance markets world national local international foreign opinion opinions op-ed
    editorial editorials letters comment commentary analysis culture arts sport sports science technology tech health environment
    climate travel lifestyle style magazine weekend supplement section front obituaries features feature column blog video audio
    podcast photo gallery graphic infographic live print online digital web pdf paywall paywalled archive archived subscription
    transcript evening morning page
    politik wirtschaft ausland inland kultur wissenschaft natur gesellschaft feuilleton meinung panorama finanzen
    politique économie monde société culture idées débats planète política economía sociedad internacional mundo cultura deportes
    ciencia opinión nacional политика экономика общество культура наука мнение мнения спорт мир происшествия
    політика економіка суспільство думка світ ekonomi dünya gündem spor kültür bilim yazarlar""".split()
)
PROGRAMMES = frozenset(
    """program programme show broadcast bulletin newscast newsreel series передача программа эфир выпуск програма ефір sendung
    émission emisión programa programı bülteni""".split()
)
INTERVIEWS = frozenset(
    """interview interviews interviewed интервью беседа беседы інтерв'ю розмова gespräch gespräche entretien entretiens entrevista
    entrevistas görüşme röportaj mülakat wywiad rozmowa rozhovor intervista intervju""".split()
)
# Whose document it is stands before it: `Toshiba leaflet`, `Home Office website`.
DOCUMENTS = (
    frozenset(
        """statement statements release releases report reports leaflet brochure website site blog post posts page docs documentation
    filing filings letter letters memo memorandum note notes bulletin newsletter press briefing briefings announcement communique
    communiqué speech remarks testimony transcript survey poll data database dataset figures statistics estimates review factsheet
    fact-sheet handout catalogue catalog channel account feed tweet tweets thread video podcast broadcast radio television tv
    newspaper magazine journal daily weekly news agency service wire documents document archive archives records minutes paper
    working-paper study research forecast outlook index monitor dispatch cable notice advisory alert update app dashboard readout
    presentation manual conversation conversations correspondence e-mail email e-mails communication переписка
    заявление сообщение отчёт отчет сайт блог пресс-релиз релиз пресс-служба канал телеканал радио газета журнал агентство пост
    доклад письмо данные опрос исследование брифинг портал заява повідомлення звіт пресреліз пресслужба допис лист
    erklärung mitteilung pressemitteilung bericht webseite umfrage zeitung sender rapport site chaîne déclaration sondage
    comunicado informe sitio periódico declaración açıklama açıklaması rapor raporu bildirisi sitesi gazetesi ajansı""".split()
    )
    | INTERVIEWS
)
# A kind of outlet, and no outlet: `Indian media`, `местные СМИ`.
VAGUE = frozenset(
    """media press newspapers newspaper outlets outlet sources source reports agencies websites sites dailies tabloids tabloid
    bloggers broadcasters broadcaster channels television tv radio stations papers portals correspondents journalists observers
    analysts experts officials newswires wires accounts
    сми пресса прессы газеты источники агентства телеканалы каналы блогеры издания змі преса преси джерела видання
    medien presse zeitungen quellen médias journaux medios prensa periódicos fuentes medya basın basını medyası gazeteler
    kaynaklar mediów prasa gazety źródła stampa giornali pers kranten imprensa jornais""".split()
)
VAGUE_CAPITALS = frozenset(("сми", "змі"))
# Before a list of names they say that the sentence speaks about these.
MEDIA_BEFORE = frozenset(
    """media press newspaper newspapers outlet outlets agency agencies daily dailies broadcaster broadcasters channel channels
    portal portals website websites tabloid tabloids weekly weeklies magazine magazines publication publications journal journals
    сми газета газеты газет агентство агентства агентств канал каналы каналов телеканалы издание издания изданий змі газети видання
    medien zeitungen zeitung sender médias journaux chaînes medios periódicos diarios medya gazeteler kanallar""".split()
)

CREDITS = phrases(
    "photo|photos|photograph|photographs|image|images|picture|pictures|pic|illustration|graphic|graphics|map|screenshot|source|sources"
    "|credit|credits|photo credit|photo credits|image credit|image credits|picture credit|photo source|image source|source of photo"
    "|courtesy|photo courtesy|cover photo|file photo|photo by|photos by|image by|picture by|photo from|image from|map by|graphic by"
    "|courtesy of|photo courtesy of|photos courtesy of|image courtesy of|images courtesy of|picture courtesy of|video courtesy of"
    "|courtesy photo|photo via|image via|copyright|video|handout"
    "|фото|фотография|источник|источник фото|снимок|иллюстрация|скриншот|світлина|джерело|фото с сайта|фото з сайту"
    "|foto|fotos|bild|bilder|quelle|quellen|grafik|abbildung|bildquelle|crédit|crédits|crédit photo|crédits photo|photographie"
    "|imagen|fuente|fotografía|foto cortesía de|cortesía de|fotoğraf|kaynak|zdjęcie|fot|źródło|zdroj|fonte|imagem|bron|sursa|kuva"
)
# These need no colon after them.
CREDITS_OPEN = phrases(
    "photo by|photos by|image by|picture by|photo from|image from|map by|graphic by|courtesy of|courtesy|photo courtesy of|photo courtesy"
    "|photos courtesy of|image courtesy of|images courtesy of|picture courtesy of|video courtesy of|photo via|image via|copyright"
    "|foto cortesía de|cortesía de|фото с сайта|фото з сайту|screenshot from|screenshot via|all photos by|photos from"
)
# Picture desks and the picture services of agencies name themselves so.
CREDIT_MARKS = frozenset(
    "photo photos pictures images getty shutterstock alamy imago istock wikimedia flickr handout pool pixabay unsplash foto фото ©".split()
)

# Joining words that may stand within a name in lower case.
CONNECTORS = frozenset(
    """of the and for in on at to de la le les du des el los las del y e et und der die das von van den dan da do dos di della dei
    degli il al as ash an ad ed ud abu bin ibn og och a o u i w z ve na v s и в на за по для с о та й і у з um ja para am im zur zum
    vom aan het een op per con sur en dla nad pod pri při či sa se l d""".split()
)
# An aside opens with one of these, or holds a verb; a name doesn't.
PROSE = frozenset(
    """since until till as before after between during about approximately around roughly some over under nearly almost up more less
    than least most born died b d est established founded c ca circa also now then later formerly previously known called named
    including excluding except without within with not but or if when while where which who whose that this these those his her its
    their our my your he she it they we you is are was were be been being has have had does did will would can could may might must
    shall should no none only both either neither each every all any such so because although though however signed adopted dated
    effective scheduled postponed delayed last next early mid late following previous there here respectively above below versus vs v
    said says told announced reported began begins started starts ended ends took takes held made came went became through re minus
    plus against toward towards upon despite published posted released issued updated photo
    первый второй третий от до после около примерно более менее почти родился родилась умер умерла ныне бывший бывшая или но если когда который
    где что это был была были есть раньше затем від після близько приблизно понад майже народився народилася помер або але якщо коли
    який що це був була було seit bis nach vor ungefähr etwa rund geboren gestorben oder aber wenn als war ist sind wurde depuis
    jusqu jusqu'au avant après environ né née mort morte ou mais si quand était est sont desde hasta antes después unos nacido nacida
    muerto pero cuando fue es son""".split()
)  # fmt: skip
# A preposition between an outlet and its date: `Kommersant of May 5`.
BEFORE_DATE = frozenset("on of from dated both all each du del de vom am от за від".split())
# Laws, cases, versions and the like are known by a number.
LEGAL = frozenset(
    """law act bill decree order resolution article articles art section sections sec part chapter clause para paragraph directive
    regulation rule case decision treaty convention protocol code amendment statute ordinance no nos nr § item annex constitution
    закон указ статья ст постановление приказ дело пункт п распоряжение часть закону закона стаття постанова наказ
    gesetz artikel verordnung absatz abs loi décret arrêté ley decreto artículo kanun madde version ver release rev table figure
    fig flight model type class project lot phase stage round level vol volume issue page appendix chapter equation eq lemma theorem
    grade step week day year season episode game match kilometer km mile route highway license""".split()
)
# What happens on a day; a name that ends in one of these is the day's occasion.
EVENTS = frozenset(
    """day summit conference congress meeting session talks negotiations election elections vote referendum runoff primary war battle
    siege revolution uprising coup massacre attack attacks strike strikes anniversary olympics games cup championship championships
    final finals match festival fair expo exhibition ceremony parade rally protest protests march exercise exercises drill drills
    maneuvers manoeuvres launch opening inauguration accession ratification ceasefire armistice truce agreement accord accords
    treaty deal visit event events keynote webinar debut premiere round stage phase eve holiday holidays ramadan easter christmas eid nowruz hearing verdict trial deadline
    quarter semester crash earthquake flood floods explosion eruption hurricane cyclone typhoon resolution bill act law decree
    день саммит конференция форум съезд встреча заседание выборы война битва революция переворот годовщина праздник саміт
    конференція з'їзд зустріч засідання вибори війна битва революція річниця свято tag gipfel konferenz wahl wahlen krieg schlacht
    jour sommet conférence élection élections guerre bataille cumbre conferencia elección elecciones guerra batalla zirve zirvesi
    seçim seçimler savaş savaşı bayramı""".split()
)
# Hosts of many people's accounts: there the account is part of who is cited.
PLATFORMS = frozenset(
    """t.me telegram.me facebook.com fb.com m.facebook.com twitter.com x.com mobile.twitter.com vk.com m.vk.com ok.ru youtube.com
    m.youtube.com youtu.be instagram.com tiktok.com threads.net bsky.app linkedin.com reddit.com weibo.com medium.com""".split()
)
