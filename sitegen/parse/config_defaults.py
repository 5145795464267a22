"""The vocabulary of a site whose config names none: its types and taxonomies, with labels in the languages of the theme."""

from collections.abc import Mapping

from sitegen.model.config import Labels

Names = tuple[Labels, Labels]
"""What the list is called and what one of it is called, in either order, by language; "" is English, for all others."""


def _in(en: str, ar: str, fa: str, fr: str, tr: str) -> Labels:
    return {"": en, "ar": ar, "fa": fa, "fr": fr, "tr": tr}


TYPES: Mapping[str, Names] = {
    "commentary": (
        _in("Commentary", "تعليق", "یادداشت", "Commentaire", "Yorum"),
        _in("Commentaries", "تعليقات", "یادداشت‌ها", "Commentaires", "Yorumlar"),
    ),
    "brief": (
        _in("Policy brief", "موجز سياسات", "خلاصهٔ سیاستی", "Note de synthèse", "Politika notu"),
        _in("Policy briefs", "موجزات سياسات", "خلاصه‌های سیاستی", "Notes de synthèse", "Politika notları"),
    ),
    "report": (
        _in("Report", "تقرير", "گزارش", "Rapport", "Rapor"),
        _in("Reports", "تقارير", "گزارش‌ها", "Rapports", "Raporlar"),
    ),
    "paper": (
        _in("Paper", "ورقة بحثية", "مقاله", "Étude", "Makale"),
        _in("Papers", "أوراق بحثية", "مقاله‌ها", "Études", "Makaleler"),
    ),
    "interview": (
        _in("Interview", "مقابلة", "گفت‌وگو", "Entretien", "Söyleşi"),
        _in("Interviews", "مقابلات", "گفت‌وگوها", "Entretiens", "Söyleşiler"),
    ),
    "podcast": (
        _in("Podcast", "بودكاست", "پادکست", "Podcast", "Podcast"),
        _in("Podcasts", "حلقات بودكاست", "پادکست‌ها", "Podcasts", "Podcastler"),
    ),
    "video": (
        _in("Video", "فيديو", "ویدئو", "Vidéo", "Video"),
        _in("Videos", "مقاطع فيديو", "ویدئوها", "Vidéos", "Videolar"),
    ),
    "event": (
        _in("Event", "فعالية", "رویداد", "Événement", "Etkinlik"),
        _in("Events", "فعاليات", "رویدادها", "Événements", "Etkinlikler"),
    ),
    "dataset": (
        _in("Dataset", "مجموعة بيانات", "مجموعه‌داده", "Jeu de données", "Veri kümesi"),
        _in("Datasets", "مجموعات بيانات", "مجموعه‌داده‌ها", "Jeux de données", "Veri kümeleri"),
    ),
    "in-the-news": (
        _in("In the news", "في الإعلام", "در رسانه‌ها", "Dans la presse", "Basında"),
        _in("In the news", "في الإعلام", "در رسانه‌ها", "Dans la presse", "Basında"),
    ),
}
"""Label and plural of each class; a site's types are these unless it lists its own."""

TAXONOMIES: Mapping[str, Names] = {
    "tags": (
        _in("Tags", "الوسوم", "برچسب‌ها", "Mots-clés", "Etiketler"),
        _in("Tag", "وسم", "برچسب", "Mot-clé", "Etiket"),
    ),
    "regions": (
        _in("Regions", "المناطق", "منطقه‌ها", "Régions", "Bölgeler"),
        _in("Region", "منطقة", "منطقه", "Région", "Bölge"),
    ),
    "programs": (
        _in("Programs", "البرامج", "برنامه‌ها", "Programmes", "Programlar"),
        _in("Program", "برنامج", "برنامه", "Programme", "Program"),
    ),
    "series": (
        _in("Series", "السلاسل", "مجموعه‌ها", "Séries", "Diziler"),
        _in("Series", "سلسلة", "مجموعه", "Série", "Dizi"),
    ),
}
"""Label and singular of each taxonomy; a site's taxonomies are these unless it lists its own."""

SECTIONS = ("programs", "regions")
"""Taxonomies that have sections on the home page, where the site has them and its config says nothing else."""

ORDERED = frozenset({"series"})
