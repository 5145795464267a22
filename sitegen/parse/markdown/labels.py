"""The few words that a body itself says, by language: names of callouts and sections, names for assistive technology, and
what to do with charts and embeds."""

from msgspec import Struct


class BodyLabels(Struct, frozen=True):
    """`footnote`, `back`, `table`, `heading` and `host` take a number or a text where they show `{}`."""

    comment: str
    background: str
    methodology: str
    update: str
    references: str
    note: str
    tip: str
    important: str
    warning: str
    notes: str
    footnote: str
    back: str
    table: str
    heading: str
    source: str
    data: str
    download: str
    """The file behind a chart or a table."""
    file: str
    """Download of a recording or a document."""
    transcript: str
    video: str
    audio: str
    map: str
    document: str
    host: str
    """From where an embed comes."""


_ENGLISH = BodyLabels(
    comment="Comment",
    background="Background",
    methodology="Methodology",
    update="Update",
    references="References",
    note="Note",
    tip="Tip",
    important="Important",
    warning="Warning",
    notes="Notes",
    footnote="Footnote {}",
    back="Back to reference {}",
    table="Table {}",
    heading="Link to: {}",
    source="Source:",
    data="Data as a table",
    download="Download the data (CSV)",
    file="Download",
    transcript="Transcript",
    video="Play the video",
    audio="Play the recording",
    map="Show the map",
    document="Show the document",
    host="Comes from {}, and is loaded only when you choose it.",
)

_BY_LANGUAGE = {
    "en": _ENGLISH,
    "ar": BodyLabels(
        comment="تعليق",
        background="خلفية",
        methodology="المنهجية",
        update="تحديث",
        references="المراجع",
        note="ملاحظة",
        tip="نصيحة",
        important="مهم",
        warning="تحذير",
        notes="الهوامش",
        footnote="الهامش {}",
        back="العودة إلى الإحالة {}",
        table="الجدول {}",
        heading="رابط إلى: {}",
        source="المصدر:",
        data="البيانات في جدول",
        download="تنزيل البيانات (CSV)",
        file="تنزيل",
        transcript="النص المكتوب",
        video="تشغيل الفيديو",
        audio="تشغيل التسجيل",
        map="عرض الخريطة",
        document="عرض المستند",
        host="من {}، ولا يُحمَّل إلا إذا اخترت ذلك.",
    ),
    "de": BodyLabels(
        comment="Kommentar",
        background="Hintergrund",
        methodology="Methodik",
        update="Aktualisierung",
        references="Literatur",
        note="Hinweis",
        tip="Tipp",
        important="Wichtig",
        warning="Warnung",
        notes="Anmerkungen",
        footnote="Anmerkung {}",
        back="Zurück zu Verweis {}",
        table="Tabelle {}",
        heading="Link zu: {}",
        source="Quelle:",
        data="Daten als Tabelle",
        download="Daten herunterladen (CSV)",
        file="Herunterladen",
        transcript="Transkript",
        video="Video abspielen",
        audio="Aufnahme abspielen",
        map="Karte anzeigen",
        document="Dokument anzeigen",
        host="Von {}; wird erst auf Ihren Wunsch geladen.",
    ),
    "es": BodyLabels(
        comment="Comentario",
        background="Contexto",
        methodology="Metodología",
        update="Actualización",
        references="Referencias",
        note="Nota",
        tip="Consejo",
        important="Importante",
        warning="Advertencia",
        notes="Notas",
        footnote="Nota {}",
        back="Volver a la referencia {}",
        table="Tabla {}",
        heading="Enlace a: {}",
        source="Fuente:",
        data="Datos en una tabla",
        download="Descargar los datos (CSV)",
        file="Descargar",
        transcript="Transcripción",
        video="Reproducir el vídeo",
        audio="Reproducir la grabación",
        map="Mostrar el mapa",
        document="Mostrar el documento",
        host="Procede de {} y solo se carga si usted lo elige.",
    ),
    "fa": BodyLabels(
        comment="یادداشت",
        background="پیشینه",
        methodology="روش‌شناسی",
        update="به‌روزرسانی",
        references="منابع",
        note="نکته",
        tip="راهنمایی",
        important="مهم",
        warning="هشدار",
        notes="پی‌نوشت‌ها",
        footnote="پی‌نوشت {}",
        back="بازگشت به ارجاع {}",
        table="جدول {}",
        heading="پیوند به: {}",
        source="منبع:",
        data="داده‌ها در جدول",
        download="دریافت داده‌ها (CSV)",
        file="دریافت",
        transcript="متن پیاده‌شده",
        video="پخش ویدئو",
        audio="پخش صدا",
        map="نمایش نقشه",
        document="نمایش سند",
        host="از {}؛ تنها با انتخاب شما بارگذاری می‌شود.",
    ),
    "fr": BodyLabels(
        comment="Commentaire",
        background="Contexte",
        methodology="Méthodologie",
        update="Mise à jour",
        references="Références",
        note="Remarque",
        tip="Conseil",
        important="Important",
        warning="Avertissement",
        notes="Notes",
        footnote="Note {}",
        back="Retour à l’appel {}",
        table="Tableau {}",
        heading="Lien vers\u00a0: {}",
        source="Source\u00a0:",
        data="Données en tableau",
        download="Télécharger les données (CSV)",
        file="Télécharger",
        transcript="Transcription",
        video="Lire la vidéo",
        audio="Écouter l’enregistrement",
        map="Afficher la carte",
        document="Afficher le document",
        host="Provient de {} et n’est chargé qu’à votre demande.",
    ),
    "tr": BodyLabels(
        comment="Yorum",
        background="Arka plan",
        methodology="Yöntem",
        update="Güncelleme",
        references="Kaynakça",
        note="Not",
        tip="İpucu",
        important="Önemli",
        warning="Uyarı",
        notes="Notlar",
        footnote="Dipnot {}",
        back="{} numaralı göndermeye dön",
        table="Tablo {}",
        heading="Bağlantı: {}",
        source="Kaynak:",
        data="Tablo olarak veriler",
        download="Verileri indir (CSV)",
        file="İndir",
        transcript="Metin dökümü",
        video="Videoyu oynat",
        audio="Kaydı dinle",
        map="Haritayı göster",
        document="Belgeyi göster",
        host="{} üzerinden gelir, yalnızca siz isteyince yüklenir.",
    ),
}


def labels_of(lang: str) -> BodyLabels:
    """Return the labels of a language by its primary subtag, English where there are none."""
    return _BY_LANGUAGE.get(lang.partition("-")[0].lower(), _ENGLISH)
