"""Random sites and random edits of them, for the property that an incremental build equals a clean one."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from pictures import located, picture
from sites import SiteFolder

TAGS = ("iran", "Iran", "Tehran", "oil", "Öl", "gulf", "Gulf states", "water")
WORDS = [
    "sanctions",
    "pipeline",
    "parliament",
    "drought",
    "ceasefire",
    "election",
    "border",
    "tariff",
    "refinery",
    "corridor",
]
CHART = "\n::: chart {}\nsrc: data.csv\ntitle: The {} of years\ndescription: What it shows.\nx: year\ny: amount\n:::\n"
EPOCH_2020 = 1_580_000_000


class Editor:
    """Edits one site at random; every choice comes from one generator, so that a seed names a whole script."""

    def __init__(self, site: SiteFolder, rng: random.Random) -> None:
        self.site = site
        self.rng = rng
        self.number = 0
        self.past: list[tuple[Path, bytes]] = []

    def start(self) -> None:
        self.site.use_tiny_theme()
        config = self.site.root / "sitegen.toml"
        config.write_text(config.read_text().replace("[cards]\nenabled = false", "[cards]\nenabled = true"))
        self.site.write("themes/child/theme.toml", 'extends = "tiny"\n')
        config = self.site.root / "sitegen.toml"
        config.write_text(config.read_text().replace('"tiny"', '"child"'))
        for id_ in ("ann", "bob", "cem"):
            self.site.author(
                id_, id_.title(), "[{title: Fellow, org: House, to: 2019-12-31}, {title: Director, from: 2020-01-01}]"
            )
        self.site.write(
            "content/tags/iran.md", "---\nlabel: Iran\naliases: [Tehran]\nbroader: gulf\n---\nText on Iran.\n"
        )
        self.site.write("content/tags/gulf.md", "---\nlabel: Gulf\n---\n")
        self.site.write("content/pages/about.md", "---\ntitle: About\n---\nAbout us.\n")
        self.site.write("content/articles/map.png", picture(300, 200, "PNG"))
        self.site.write("content/articles/data.csv", "year,amount\n2018,1\n2019,2\n")
        for _ in range(self.rng.randint(1, 9)):
            self.add()

    def edit(self) -> str:
        """Make one random edit and return its name."""
        edits: tuple[Callable[[], None], ...] = (
            self.add, self.edit_body, self.edit_body, self.edit_title, self.edit_tags, self.edit_role, self.rename,
            self.delete, self.toggle_draft, self.change_config, self.change_template, self.change_asset,
            self.delete_cache, self.restore_older, self.touch_all, self.edit_term, self.change_picture,
            self.show_picture, self.show_picture, self.swap_picture_in_secret, self.delete_kept_pictures,
            self.add_translation, self.meddle_with_output, self.link_two, self.embargo, self.swap_names,
            self.change_child_template, self.change_child_sheet, self.change_inline,
            self.chart, self.change_data, self.change_data,
            self.edit_bio, self.edit_bio, self.add_event, self.edit_event, self.correct, self.edit_corrections_page,
            self.change_home, self.join_authors, self.translate_author,
        )  # fmt: skip
        edit = self.rng.choice(edits)
        self.remember()
        edit()
        return edit.__name__

    # --- edits

    def add(self) -> None:
        self.number += 1
        pick = self.rng.choice
        day = f"20{self.rng.randint(18, 20)}-0{self.rng.randint(1, 8)}-1{self.rng.randint(0, 9)}"
        fields = {
            "date": day,
            "authors": f"[{pick(['ann', 'bob', 'cem'])}]",
            "tags": f"[{', '.join(sorted(set(self.rng.sample(TAGS, 2))))}]",
            "type": pick(["commentary", "brief"]),
        }
        if self.rng.random() < 0.4:
            fields["series"] = pick(["Notes", "Letters"])
        self.site.article(f"{pick(['', '2020/'])}story-{self.number}", self.title(), self.text(), **fields)

    def edit_body(self) -> None:
        if article := self.pick_article():
            article.write_text(article.read_text() + f"\nAnd {self.text()}\n")

    def edit_title(self) -> None:
        self.replace_line("title: ", f"title: {self.title()}")

    def edit_tags(self) -> None:
        self.replace_line("tags: ", f"tags: [{', '.join(sorted(set(self.rng.sample(TAGS, 3))))}]")

    def edit_role(self) -> None:
        self.site.author("ann", "Ann", f"[{{title: {self.rng.choice(WORDS)}, from: 20{self.rng.randint(17, 20)}}}]")

    def edit_bio(self) -> None:
        who, text = self.rng.choice(["ann", "bob"]), self.text()
        fields = self.rng.choice(["", "email: a@house.example\n", f"bio: {text}\n", "image: {src: map.png, alt: X}\n"])
        self.site.write("content/authors/map.png", picture(90, 120, "PNG", seed=self.rng.randint(1, 3)))
        self.site.write(f"content/authors/{who}.md", f"---\nname: {who.title()}\n{fields}---\n\n{self.text()}\n")

    def translate_author(self) -> None:
        self.site.write("content/authors/ann.ar.md", f"---\nname: آن\n---\n\n{self.text()}\n")

    def join_authors(self) -> None:
        self.replace_line("authors: ", f"authors: [{', '.join(self.rng.sample(['ann', 'bob', 'cem'], 2))}]")

    def add_event(self) -> None:
        self.number += 1
        start = f"{self.rng.choice([2019, 2020, 2021])}-0{self.rng.randint(1, 9)}-13 18:00"
        self.site.article(
            f"talk-{self.number}", self.title(), self.text(), type="event", date="2019-02-03", start=start
        )

    def edit_event(self) -> None:
        self.replace_line("start: ", f"start: 202{self.rng.randint(0, 2)}-10-0{self.rng.randint(1, 9)}")

    def correct(self) -> None:
        if (article := self.pick_article()) and "corrections" not in article.read_text():
            field = f"corrections: {{date: 2020-0{self.rng.randint(1, 9)}-01, text: {self.text()}}}\n"
            article.write_text(article.read_text().replace("---\n\n", f"{field}---\n\n"))

    def edit_corrections_page(self) -> None:
        self.site.write("content/pages/corrections.md", f"---\ntitle: {self.title()}\n---\n\n{self.text()}\n")

    def change_home(self) -> None:
        config = self.site.root / "sitegen.toml"
        sections = self.rng.choice(["[]", '["tags"]', '["series", "tags"]'])
        config.write_text(config.read_text().split("\n[home]")[0] + f"\n[home]\nsections = {sections}\n")

    def edit_term(self) -> None:
        alias = self.rng.choice(["Tehran", "Persia", "Oil"])
        self.site.write("content/tags/iran.md", f"---\nlabel: Iran\naliases: [{alias}]\n---\n{self.text()}\n")

    def rename(self) -> None:
        if article := self.pick_article():
            self.number += 1
            article.rename(article.with_name(f"renamed-{self.number}.md"))

    def swap_names(self) -> None:
        one, other = self.pick_article(), self.pick_article()
        if one and other and one != other:
            first, second = one.read_bytes(), other.read_bytes()
            one.write_bytes(second)
            other.write_bytes(first)

    def delete(self) -> None:
        if article := self.pick_article():
            article.unlink()

    def toggle_draft(self) -> None:
        if article := self.pick_article():
            text = article.read_text()
            is_draft = "draft: true\n" in text
            article.write_text(
                text.replace("draft: true\n", "") if is_draft else text.replace("---\n\n", "draft: true\n---\n\n")
            )

    def embargo(self) -> None:
        if (article := self.pick_article()) and "publish_at" not in article.read_text():
            article.write_text(article.read_text().replace("---\n\n", "publish_at: 2031-01-01\n---\n\n"))

    def change_config(self) -> None:
        config = self.site.root / "sitegen.toml"
        text = config.read_text().split("\n[home]")[0].split("page_size")[0].split("related")[0]
        config.write_text(
            f"{text}{self.rng.choice(['page_size = 2', 'page_size = 3', 'related = 0', 'related = 2'])}\n"
        )

    def change_template(self) -> None:
        name = self.rng.choice(["templates/part.html", "templates/listing.html", "templates/article.html"])
        path = self.site.root / "themes/tiny" / name
        text = path.read_text()
        word = self.rng.choice(WORDS)
        path.write_text(
            text.replace("{% endblock %}", f"{word}{{% endblock %}}") if "{% endblock" in text else text + word
        )

    def change_asset(self) -> None:
        self.site.write("themes/tiny/assets/style.css", f"body {{ color: #{self.rng.randint(100, 999)} }}")

    def change_child_template(self) -> None:
        """A file that comes in the place of its parent's, or leaves it again."""
        path = self.site.root / f"themes/child/templates/{self.rng.choice(['listing', 'article'])}.html"
        if path.exists():
            path.unlink()
        else:
            word = self.rng.choice(WORDS)
            self.site.write(
                str(path.relative_to(self.site.root)),
                f"{{% extends 'tiny/{path.name}' %}}{{% block main %}}{word}{{{{ super() }}}}{{% endblock %}}",
            )

    def change_child_sheet(self) -> None:
        colour = self.rng.randint(100, 999)
        self.site.write("themes/child/assets/style.css", f"@import 'tiny/style.css'; a {{ color: #{colour} }}")

    def change_inline(self) -> None:
        self.site.write("themes/tiny/templates/inline/a.js", self.rng.choice(WORDS))

    def change_picture(self) -> None:
        self.site.write("content/articles/map.png", picture(300, 200, "PNG", seed=self.rng.randint(1, 99)))

    def show_picture(self) -> None:
        """Show a photograph that says where it was taken, turned or not; two articles may show the same one."""
        if article := self.pick_article():
            name = f"photo-{self.rng.randint(1, 3)}.jpg"
            if not (article.parent / name).exists():
                article.with_name(name).write_bytes(located(90, 60, orientation=self.rng.choice([1, 6])))
            article.write_text(article.read_text() + f"\n![A place]({name})\n")

    def swap_picture_in_secret(self) -> None:
        """Replace a picture by one of as many bytes, and restore its time."""
        photos = sorted((self.site.root / "content/articles").rglob("photo-*.jpg"))
        if photos:
            photo = self.rng.choice(photos)
            state, other = photo.stat(), located(90, 60, orientation=self.rng.choice([1, 3, 6, 8]))
            photo.write_bytes(other + b"\0" * max(0, state.st_size - len(other)))
            os.utime(photo, ns=(state.st_atime_ns, state.st_mtime_ns))

    def delete_kept_pictures(self) -> None:
        shutil.rmtree(self.site.root / ".sitegen/made", ignore_errors=True)

    def chart(self) -> None:
        """Let a text show the file of data, or show it in another way."""
        if article := self.pick_article():
            block = CHART.format(self.rng.choice(["line", "bar", "dot"]), self.rng.choice(WORDS))
            text = article.read_text().partition("\n::: chart")[0]
            folder = "" if article.parent.name == "articles" else "../"
            article.write_text(text + block.replace("src: ", f"src: {folder}"))

    def change_data(self) -> None:
        """Change numbers or names of columns; now and then the file is no table."""
        years = "".join(f"{year},{self.rng.randint(1, 99)}\n" for year in range(2010, 2010 + self.rng.randint(1, 5)))
        name = self.rng.choice(["amount", "amount", "amount", "sum"])
        self.site.write(
            "content/articles/data.csv", self.rng.choice([f"year,{name}\n{years}"] * 5 + ["year,amount\n1\n"])
        )

    def delete_cache(self) -> None:
        shutil.rmtree(self.site.root / ".sitegen", ignore_errors=True)

    def touch_all(self) -> None:
        for path in self.site.root.rglob("*.md"):
            os.utime(path, (EPOCH_2020, EPOCH_2020 + self.rng.randint(0, 99)))

    def restore_older(self) -> None:
        if self.past:
            path, content = self.rng.choice(self.past)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            os.utime(path, (EPOCH_2020, EPOCH_2020))

    def add_translation(self) -> None:
        if article := self.pick_article():
            article.with_suffix(".ar.md").write_text(article.read_text())

    def meddle_with_output(self) -> None:
        files = sorted(path for path in (self.site.root / "output").rglob("*.html") if path.is_file())
        if files:
            file = self.rng.choice(files)
            file.unlink() if self.rng.random() < 0.5 else file.write_text("meddled")

    def link_two(self) -> None:
        if article := self.pick_article():
            article.write_text(
                article.read_text() + "\n[About](page:about) and ![A map](/gone.png)\n".replace("/gone.png", "map.png")
                if article.parent.name == "articles"
                else article.read_text()
            )

    # --- choices

    def title(self) -> str:
        return " ".join(self.rng.sample(WORDS, 3)).capitalize()

    def text(self) -> str:
        return " ".join(self.rng.choices(WORDS, k=12)).capitalize() + "."

    def pick_article(self) -> Path | None:
        found = sorted((self.site.root / "content/articles").rglob("*.md"))
        return self.rng.choice([path for path in found if ".ar." not in path.name] or [None])

    def replace_line(self, start: str, line: str) -> None:
        if article := self.pick_article():
            lines = article.read_text().split("\n")
            article.write_text("\n".join(line if each.startswith(start) else each for each in lines))

    def remember(self) -> None:
        if article := self.pick_article():
            self.past.append((article, article.read_bytes()))
