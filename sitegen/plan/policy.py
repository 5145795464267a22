"""Makes what pages may do, once for the whole site: the Content-Security-Policy, and the headers that hosts are to send.

Nothing is allowed but the site's own files, scripts and styles in pages whose hashes are known, and the hosts that the
config names or that an embed of a published page leads to.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sitegen.digest import pack
from sitegen.model.config import Config
from sitegen.model.dress import Dress
from sitegen.model.output import Output
from sitegen.model.policy import HeaderRule, Policy
from sitegen.model.site import Site
from sitegen.model.views import HeadersView
from sitegen.urls import href, origin_of

_SELF = "'self'"
_SEARCH = ("'wasm-unsafe-eval'",)
"""What the search needs of scripts beside their address: its index is read by WebAssembly, which evaluates no text."""
_FOR_EVER = (("Cache-Control", "public, max-age=31536000, immutable"),)


def make_policy(config: Config, site: Site, dress: Dress, *, can_search: bool) -> Policy:
    """Return the policy of all pages; `can_search` says whether readers can search the site."""
    analytics = config.analytics
    counting = tuple(filter(None, (origin_of(analytics.script), origin_of(analytics.endpoint))))
    return Policy(
        {
            "default-src": ("'none'",),
            "script-src": _sources(
                dress.scripts, counting[:1] if origin_of(analytics.script) else (), _SEARCH if can_search else ()
            ),
            "style-src": _sources(dress.styles),
            "img-src": _sources(("data:",), config.media_hosts, counting),
            "font-src": _sources(),
            "media-src": _sources(config.media_hosts),
            "connect-src": _sources(counting),
            "frame-src": _sources(sorted(set(_embedded(site)))),
            "worker-src": _sources(),
            "manifest-src": _sources(),
            "form-action": _sources(),
            "base-uri": ("'none'",),
            "frame-ancestors": _sources(),
        }
    )


def _sources(*more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain((_SELF,), *more)))


def _embedded(site: Site) -> Iterator[str]:
    for page in site.pages.values():
        for facts in (page.facts, *page.chapters):
            yield from facts.embeds
    for author in site.authors.values():
        if author.permalinks:
            yield from author.facts.embeds
    for terms in site.terms.values():
        for term in terms.values():
            if term.permalinks:
                yield from (embed for facts in term.files.values() for embed in facts.embeds)


def plan_headers(config: Config, policy: Policy, dress: Dress, fingerprinted: Sequence[str]) -> Output:
    """Return `_headers`, the site's own rules after ours; `fingerprinted` are the paths of files that never change.

    Pages get no Cache-Control: hosts that read the file have browsers ask for each page anew, and join the values of all
    rules that match, so that one for all paths would spoil those for the assets.
    """
    own = {rule.path: rule for rule in dress.headers}
    rules = [HeaderRule("/*", _everywhere(policy))]
    rules += [HeaderRule(href(f"/{path}", config.base_path), _FOR_EVER) for path in fingerprinted]
    merged = [_merged(rule, own.pop(rule.path)) if rule.path in own else rule for rule in rules]
    view = pack(HeadersView((*merged, *own.values())))
    return Output(path="_headers", recipe="headers", view=view, origin="headers of all files", rank=3)


def _everywhere(policy: Policy) -> tuple[tuple[str, str], ...]:
    return (
        ("Content-Security-Policy", policy.text()),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
    )


def _merged(ours: HeaderRule, own: HeaderRule) -> HeaderRule:
    """What the site's own rule for the same path sets takes the place of ours."""
    set_there = {name.lower() for name, _ in own.headers}
    kept = tuple(header for header in ours.headers if header[0].lower() not in set_there)
    return HeaderRule(ours.path, kept + own.headers)
