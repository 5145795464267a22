"""A synthetic publication of N articles, the same words for sitegen and for Hugo; one seed gives one corpus, everywhere."""

import random
import shutil
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Literal

Dialect = Literal["sitegen", "hugo"]

SEED = 20180410
FIRST_DAY = date(2006, 1, 2)
DAYS = 6600
TYPES = ["commentary", "brief", "report", "interview"]
REGIONS = ["caucasus", "gulf", "horn of africa", "levant", "maghreb", "nile basin", "sahel"]
POSITIONS = ["Fellow", "Senior Fellow", "Program Director", "Visiting Scholar", "Research Associate", "Adviser"]

_GIVEN = (
    "Aisha Amir Anna Arash Bashir Carla Daoud Elif Emeka Fatima Georg Hadi Ines Jamal Katya Lamia Maja Nabil Olga Paula "
    "Qasim Rosa Salma Tamar Umar Vera Walid Ximena Yara Zaid"
).split()
_FAMILY = (
    "Abadi Baker Castellanos Dahl Erdem Fischer Ghanem Hosseini Ivanova Jansen Karimi Lopez Mahdavi Novak Osman Pereira "
    "Qureshi Rossi Saidi Tanaka Ulrich Varga Weiss Xu Yilmaz Zahra"
).split()
_NOUNS = (
    "agreement alliance army assembly audit balance bank border budget cabinet capital charter city coalition committee "
    "conflict convoy corridor council court crisis currency debt delegation deposit desert district dam doctrine economy "
    "election embassy envoy exile export factory farmland fleet forum frontier gas grain harbour harvest inflation inquiry "
    "island journalist judge labour law ledger loan mandate market mediator migrant militia mine ministry mission monarch "
    "negotiation network newspaper office oil opposition outpost parliament partner party pipeline policy port power press "
    "protest province railway ransom reactor rebel reform refugee regime region reserve river road ruling sanction school "
    "sector senate settlement shipping siege spokesman state strait strike subsidy summit supply talks tariff tax terminal "
    "trade treaty tribe truce union university valley vote war water wheat workforce"
).split()
_OTHERS = (
    "the the the the the of of of and and to to in in a a that for on with as by from its their which has have was were "
    "would could may said also after before since between under over new old regional foreign domestic early recent likely "
    "economic military political public private joint costly fragile long short senior former local national never often "
    "agreed asked began called closed delayed demanded denied ended expects failed faces held joined kept lifted met moved "
    "offered opened paid passed promised raised refused remains returned seeks sent signed spent stopped supports warned"
).split()
_WORDS = _OTHERS + _NOUNS
_TAGS = [f"{first} {second}" for first, second in product(_NOUNS[::9], _NOUNS[4::11])]


def write_site(folder: Path, template: Path, number: int, dialect: Dialect) -> Path:
    """Write a site from a template with a fresh corpus: edits of an earlier run are gone."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    write_corpus(folder / "content", number, dialect)
    return folder


def write_corpus(folder: Path, number: int, dialect: Dialect) -> None:
    """Write a `content` folder of `number` articles of 7 KB on average, and their authors where the dialect has them."""
    rng = random.Random(SEED)
    authors = _authors(rng, max(12, number // 40))
    for i in range(number):
        day = FIRST_DAY + timedelta(days=i * DAYS // number)
        file = folder / "articles" / str(day.year) / f"article-{i:06}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article(rng, day, authors, dialect), encoding="utf-8")
    if dialect == "sitegen":
        (folder / "authors").mkdir(parents=True, exist_ok=True)
        for key, name in authors.items():
            role = f"  - title: {rng.choice(POSITIONS)}\n    org: The Meridian Institute\n    from: 2005-01-01\n"
            text = f"---\nname: {name}\nroles:\n{role}---\n\n{_paragraph(rng)}\n"
            (folder / "authors" / f"{key}.md").write_text(text, encoding="utf-8")


def article(rng: random.Random, day: date, authors: dict[str, str], dialect: Dialect) -> str:
    """Return one article with its front matter."""
    title = " ".join(rng.choices(_WORDS, k=rng.randint(6, 10))).capitalize()
    keys = rng.sample(list(authors), rng.choices([1, 2, 3], weights=[16, 3, 1])[0])
    names = keys if dialect == "sitegen" else [authors[key] for key in keys]
    kind, region = rng.choice(TYPES), rng.choice(REGIONS)
    fields = {
        "title": f'"{title}"',
        "date": f"{day}",
        "authors": _flow(names),
        "tags": _flow(rng.sample(_TAGS, rng.randint(2, 6))),
        "regions": _flow([region]),
        "summary": f'"{_sentence(rng, plain=True)}"',
    }
    fields |= {"type": kind} if dialect == "sitegen" else {"kinds": _flow([kind]), "years": _flow([str(day.year)])}
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{head}---\n\n{_body(rng)}\n"


def _authors(rng: random.Random, number: int) -> dict[str, str]:
    people = [f"{given} {family}" for given, family in product(_GIVEN, _FAMILY)]
    rng.shuffle(people)
    names = [
        people[i % len(people)] + ("" if i < len(people) else f" {_roman(i // len(people))}") for i in range(number)
    ]
    return {name.lower().replace(" ", "-"): name for name in names}


def _roman(number: int) -> str:
    return "I" * (number % 5 + 1) + "X" * (number // 5)


def _flow(values: list[str]) -> str:
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"


def _body(rng: random.Random) -> str:
    blocks: list[str] = []
    notes: list[str] = []
    for number in range(rng.randint(6, 11)):
        if number and rng.random() < 0.28:
            blocks.append(f"## {' '.join(rng.choices(_NOUNS, k=4)).capitalize()}")
        paragraph = _paragraph(rng)
        if rng.random() < 0.12:
            notes.append(f"[^{len(notes) + 1}]: {_sentence(rng)}")
            paragraph += f"[^{len(notes)}]"
        blocks.append(paragraph)
        match rng.choices(["", "list", "quote", "table"], weights=[84, 8, 6, 2])[0]:
            case "list":
                blocks.append("\n".join(f"- {_sentence(rng)}" for _ in range(rng.randint(3, 5))))
            case "quote":
                blocks.append(f"> {_sentence(rng)}")
            case "table":
                rows = "\n".join(f"| {rng.choice(_NOUNS)} | {1990 + i} | {rng.random():.2f} |" for i in range(6))
                blocks.append(f"| subject | year | share |\n|:---|---:|---:|\n{rows}")
    return "\n\n".join(blocks + notes)


def _paragraph(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.randint(3, 8)))


def _sentence(rng: random.Random, plain: bool = False) -> str:
    words = rng.choices(_WORDS, k=rng.randint(9, 30))
    marked = 0 if plain else len(words)
    for i in range(marked):
        chance = rng.random()
        if chance < 0.022:
            words[i] = _marked(words[i], chance)
    if len(words) > 16:
        words[8] += ","
    words[0] = words[0].capitalize()
    return " ".join(words) + "."


def _marked(word: str, chance: float) -> str:
    if chance < 0.008:
        return f"**{word}**"
    if chance < 0.015:
        return f"*{word}*"
    if chance < 0.019:
        return f"[{word}](https://example.org/{int(chance * 1e7)})"
    return f'"{word}"'
