const PAGE_SIZE = 20;
const TAXONOMIES = ["authors", "kinds", "regions", "tags", "years"];

const slug = (name) => name.toLowerCase().replaceAll(" ", "-");
const day = (date) => date.toISOString().slice(0, 10);

function articlesOf(api) {
  return api.getFilteredByGlob("content/articles/**/*.md").sort((a, b) => b.date - a.date);
}

function groupsOf(api) {
  const articles = articlesOf(api);
  const groups = [{ taxonomy: "articles", name: "Articles", url: "/articles/", items: articles }];
  for (const taxonomy of TAXONOMIES) {
    const found = new Map();
    for (const article of articles) {
      for (const name of article.data[taxonomy] || []) {
        if (!found.has(name)) found.set(name, []);
        found.get(name).push(article);
      }
    }
    for (const [name, items] of [...found].sort()) {
      groups.push({ taxonomy, name, url: `/${taxonomy}/${slug(name)}/`, items });
    }
  }
  return groups;
}

function pagesOf(group) {
  const total = Math.ceil(group.items.length / PAGE_SIZE);
  const address = (number) => (number === 1 ? group.url : `${group.url}page/${number}/`);
  return Array.from({ length: total }, (_, i) => ({
    ...group,
    url: address(i + 1),
    number: i + 1,
    total,
    newer: i > 0 ? address(i) : "",
    older: i + 1 < total ? address(i + 2) : "",
    items: group.items.slice(i * PAGE_SIZE, (i + 1) * PAGE_SIZE),
  }));
}

export default function (config) {
  config.addCollection("byDate", articlesOf);
  config.addCollection("groups", groupsOf);
  config.addCollection("lists", (api) => groupsOf(api).flatMap(pagesOf));
  config.addCollection("indexes", (api) =>
    TAXONOMIES.map((taxonomy) => ({ taxonomy, groups: groupsOf(api).filter((group) => group.taxonomy === taxonomy) })),
  );
  config.addFilter("slug", slug);
  config.addFilter("day", day);
  config.addFilter("first", (items, number) => items.slice(0, number));
  return { dir: { input: "content", includes: "../_includes", output: "public" }, markdownTemplateEngine: false };
}
