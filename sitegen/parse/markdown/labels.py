"""The few words that a body itself says, by language: names of callouts and sections, and names for assistive technology."""

from msgspec import Struct


class BodyLabels(Struct, frozen=True):
    """`footnote`, `back`, `table` and `heading` take a number or a text where they show `{}`."""

    comment: str
    background: str
    methodology: str
    update: str
    note: str
    tip: str
    important: str
    warning: str
    notes: str
    footnote: str
    back: str
    table: str
    heading: str


_ENGLISH = BodyLabels(
    comment="Comment",
    background="Background",
    methodology="Methodology",
    update="Update",
    note="Note",
    tip="Tip",
    important="Important",
    warning="Warning",
    notes="Notes",
    footnote="Footnote {}",
    back="Back to reference {}",
    table="Table {}",
    heading="Link to: {}",
)

_BY_LANGUAGE = {
    "en": _ENGLISH,
    "ar": BodyLabels(
        comment="تعليق",
        background="خلفية",
        methodology="المنهجية",
        update="تحديث",
        note="ملاحظة",
        tip="نصيحة",
        important="مهم",
        warning="تحذير",
        notes="الهوامش",
        footnote="الهامش {}",
        back="العودة إلى الإحالة {}",
        table="الجدول {}",
        heading="رابط إلى: {}",
    ),
    "de": BodyLabels(
        comment="Kommentar",
        background="Hintergrund",
        methodology="Methodik",
        update="Aktualisierung",
        note="Hinweis",
        tip="Tipp",
        important="Wichtig",
        warning="Warnung",
        notes="Anmerkungen",
        footnote="Anmerkung {}",
        back="Zurück zu Verweis {}",
        table="Tabelle {}",
        heading="Link zu: {}",
    ),
    "es": BodyLabels(
        comment="Comentario",
        background="Contexto",
        methodology="Metodología",
        update="Actualización",
        note="Nota",
        tip="Consejo",
        important="Importante",
        warning="Advertencia",
        notes="Notas",
        footnote="Nota {}",
        back="Volver a la referencia {}",
        table="Tabla {}",
        heading="Enlace a: {}",
    ),
    "fa": BodyLabels(
        comment="یادداشت",
        background="پیشینه",
        methodology="روش‌شناسی",
        update="به‌روزرسانی",
        note="نکته",
        tip="راهنمایی",
        important="مهم",
        warning="هشدار",
        notes="پی‌نوشت‌ها",
        footnote="پی‌نوشت {}",
        back="بازگشت به ارجاع {}",
        table="جدول {}",
        heading="پیوند به: {}",
    ),
    "fr": BodyLabels(
        comment="Commentaire",
        background="Contexte",
        methodology="Méthodologie",
        update="Mise à jour",
        note="Remarque",
        tip="Conseil",
        important="Important",
        warning="Avertissement",
        notes="Notes",
        footnote="Note {}",
        back="Retour à l’appel {}",
        table="Tableau {}",
        heading="Lien vers\u00a0: {}",
    ),
    "tr": BodyLabels(
        comment="Yorum",
        background="Arka plan",
        methodology="Yöntem",
        update="Güncelleme",
        note="Not",
        tip="İpucu",
        important="Önemli",
        warning="Uyarı",
        notes="Notlar",
        footnote="Dipnot {}",
        back="{} numaralı göndermeye dön",
        table="Tablo {}",
        heading="Bağlantı: {}",
    ),
}


def labels_of(lang: str) -> BodyLabels:
    """Return the labels of a language by its primary subtag, English where there are none."""
    return _BY_LANGUAGE.get(lang.partition("-")[0].lower(), _ENGLISH)
