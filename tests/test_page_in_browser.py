"""The page in a browser: keys, clicks, deep links, back and forward, print, without a network and without a script.

These run where Chromium is installed, and Playwright to drive it: `apt-get install chromium`, `pip install -e '.[browser]'`.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from socialpower_cli import open_corpus
from socialpower_cli.corpus.model import Concept, CorpusFile, Example
from socialpower_cli.exchange.formats import Options, write
from socialpower_cli.exchange.page import writing
from socialpower_cli.text.names import bag, fold
from socialpower_cli.text.words import fold_word, split_words

from .test_page import CITED, HOSTILE, bundled, data_in, page_of

pytest.importorskip("playwright.sync_api", reason="Playwright, which drives the browser, is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--disable-default-apps"),
]
# Where boxes begin and end, across and down.
EDGES = "all => all.map(one => one.getBBox()).map(box => [box.x, box.y, box.x + box.width, box.y + box.height])"
VIEWS = (
    "",
    "#authority",
    "#~letters",
    "#~categories",
    "#~tree",
    "#~works",
    "#~q=power",
    "#~q=zzz",
    "#~compare=power,authority",
)
SOME = (
    *("power", "authority", "legitimacy", "prejudice", "discrimination", "power-imbalance", "power-relation", "dependence"),
    *("social-status", "everyday-resistance", "resistance", "bargaining-power", "social-power"),
)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of a dozen concepts."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    with open_corpus() as corpus:
        path.write_text(str(corpus.export("html", *SOME, exact=True).content), encoding="utf-8")
    return path


class Shown:
    """A page that is shown, what it asked for of a network, and what went wrong in it."""

    def __init__(self, page: "Page", address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        self.asked: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        page.on("request", lambda request: self.asked.append(request.url))

    def go(self, fragment: str = "") -> "Page":
        """Open the page anew at a fragment, once its search is ready."""
        self.page.goto("about:blank")
        self.page.goto(self.address + fragment)
        self.page.wait_for_selector("html[data-search=ready]")
        return self.page

    def back(self) -> None:
        """Go back a view, and wait until it is shown."""
        self.page.go_back()
        self.settle()

    def forward(self) -> None:
        """Go forward a view, and wait until it is shown."""
        self.page.go_forward()
        self.settle()

    def settle(self) -> None:
        """Wait until what the page has put off for a moment is done."""
        self.page.evaluate("new Promise(done => setTimeout(() => requestAnimationFrame(done), 50))")

    def place(self) -> str:
        """Return the fragment that is shown, decoded."""
        return unquote(self.page.url.partition("#")[2])

    def heading(self) -> str:
        """Return the heading of what is shown."""
        return str(self.page.locator(".shown h2").inner_text())


def show(browser: "Browser", path: Path, **settings: Any) -> Iterator[Shown]:
    """Yield a page in a context of its own that has no network; nothing may go wrong in it."""
    context = browser.new_context(offline=True, **settings)
    shown = Shown(context.new_page(), path.as_uri())
    yield shown
    assert shown.wrong == []
    asked = {url.partition("#")[0] for url in shown.asked if not url.startswith(("data:", "blob:"))}
    assert asked <= {path.as_uri(), "about:blank"}
    context.close()


@pytest.fixture
def shown(browser: "Browser", file: Path) -> Iterator[Shown]:
    """The page of a dozen concepts on a desktop's screen."""
    yield from show(browser, file, viewport={"width": 1280, "height": 900})


def terms(page: "Page") -> list[str]:
    """Return the terms of the hits of a search."""
    return list(page.locator(".hits b").all_inner_texts())


def focused(page: "Page") -> str:
    """Return the text, or the id, of the element that has the focus."""
    text: str = page.evaluate("document.activeElement.id || document.activeElement.textContent")
    return text


def test_a_search_answers_while_it_is_typed(shown: Shown) -> None:
    """Each key has its answer: by the beginning of a name, a misspelling, another name, and words."""
    page = shown.go()
    page.keyboard.press("/")
    assert focused(page) == "~query"
    page.keyboard.type("legi")
    assert terms(page)[0] == "Legitimacy"
    for query, first in (
        ("power", "Power"),
        ("POWER imbalnce", "Power imbalance"),
        ("autority", "Authority"),
        ("bargaining strength", "Bargaining power"),
        ("quiet quitting", "Everyday resistance"),
        ("what is the meaning of legitimacy?", "Legitimacy"),
        ("the foreman shouts and we get very stupid", "Everyday resistance"),
    ):
        page.locator("input").fill(query)
        assert terms(page)[0] == first
    page.locator("input").fill("zzzzqqqq")
    assert terms(page) == []
    assert "Nothing found" in page.locator(".none").inner_text()


def test_what_was_found_is_read_out_once_typing_rests(shown: Shown) -> None:
    """A region that screen readers follow says how many there are and which is first."""
    page = shown.go()
    page.locator("input").press_sequentially("legitimacy")
    page.locator("[role=status]", has_text="First: Legitimacy").wait_for(state="attached")


def test_a_search_needs_no_mouse(shown: Shown) -> None:
    """Arrows choose among the hits, Enter opens, Escape goes back to the query and then empties it."""
    page = shown.go()
    page.keyboard.press("/")
    page.keyboard.type("power")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = terms(page)[1]
    assert focused(page).startswith(second)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "~query"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert shown.heading() == second
    assert focused(page) == second
    page.keyboard.press("Escape")
    assert focused(page) == "~query"
    page.keyboard.type("resist")
    page.keyboard.press("Escape")
    assert page.locator("input").input_value() == ""


def test_enter_opens_the_first_hit_and_back_brings_the_search_again(shown: Shown) -> None:
    """Every view has an address: back and forward go through them, and a search is one step however long it was typed."""
    page = shown.go()
    page.keyboard.press("/")
    page.keyboard.type("power imbalance")
    page.keyboard.press("Enter")
    assert (shown.place(), shown.heading()) == ("power-imbalance", "Power imbalance")
    shown.back()
    assert shown.place() == "~q=power imbalance"
    assert page.locator("input").input_value() == "power imbalance"
    assert terms(page)[0] == "Power imbalance"
    shown.back()
    assert shown.place() == ""
    shown.forward()
    shown.forward()
    assert shown.heading() == "Power imbalance"


def test_back_returns_to_where_one_was_reading(shown: Shown) -> None:
    """The place in an entry is kept."""
    page = shown.go("#everyday-resistance")
    page.locator('article.shown [data-kind="broader"] ul a').scroll_into_view_if_needed()
    shown.settle()
    before = page.evaluate("scrollY")
    assert before > 300
    page.locator('article.shown [data-kind="broader"] ul a').first.click()
    assert (shown.heading(), page.evaluate("scrollY")) == ("Resistance", 0)
    shown.back()
    assert abs(page.evaluate("scrollY") - before) < 5


@pytest.mark.parametrize(
    ("fragment", "heading"),
    [
        ("#authority", "Authority"),
        ("#~letters", "All concepts, A to Z"),
        ("#~letter=P", "All concepts, A to Z"),
        ("#~category=power", "Categories"),
        ("#~tree", "From broader to narrower"),
        ("#~works", "Works cited"),
        ("#~w=scott1985", "Works cited"),
        ("#~q=legitimacy", "Search: legitimacy"),
        ("#~compare=power,authority", "Power and Authority"),
        ("#~compare", "Compare"),
        ("#no-such-thing", "There is no concept “no-such-thing” here."),
        ("#%E0%A4%A", "There is no concept “%E0%A4%A” here."),
        ("#~q=%3Cb%3E%22%27", "Search: <b>\"'"),
    ],
)
def test_any_view_can_be_linked_to(shown: Shown, fragment: str, heading: str) -> None:
    """What the address names is shown, one thing at a time, and the title says so."""
    page = shown.go(fragment)
    assert shown.heading() == heading
    assert page.locator("main > .shown").count() == 1
    assert page.title().startswith(heading) or heading.startswith("There is no")


def test_a_former_id_leads_to_the_concept(browser: "Browser", tmp_path: Path) -> None:
    """A link from before a concept was renamed still works."""
    path = tmp_path / "page.html"
    path.write_text(page_of(CITED.parent / "tiny.json"), encoding="utf-8")
    for shown in show(browser, path):
        shown.go("#self-determination")
        shown.page.locator("article#autonomy.shown").wait_for()
        assert shown.heading() == "Autonomy"


def test_citations_jump_to_their_sources_and_back(shown: Shown) -> None:
    """A citation leads to the work in full at the end of the entry, and a button from there to where it is cited."""
    page = shown.go("#everyday-resistance")
    citation = page.locator("article.shown section p a", has_text="Gutmann 1993").first
    citation.click()
    item = page.locator("article.shown .sources li:focus")
    assert "Gutmann, M. C. (1993)" in item.inner_text()
    assert shown.place() == "everyday-resistance"
    item.locator("button").click()
    assert focused(page) == "Gutmann 1993"
    item = page.locator("article.shown .sources li", has_text="Gutmann")
    item.locator("a", has_text="in all works").click()
    assert shown.place() == "~w=gutmann1993"
    assert "Cited in Everyday resistance" in page.locator("li:focus").inner_text()


def test_both_ends_of_a_link_say_why(shown: Shown) -> None:
    """What tells two concepts apart stands with each of them, though the page holds it once."""
    with open_corpus() as corpus:
        why = next(one.why for one in corpus.define("prejudice").entry.contrasts if one.id == "discrimination")
    for one, other in (("prejudice", "Discrimination"), ("discrimination", "Prejudice")):
        page = shown.go(f"#{one}")
        link = page.locator("article.shown .links li", has=page.get_by_role("link", name=other, exact=True)).first
        assert link.locator(".why").inner_text() == why


def test_the_map_has_what_is_around_a_concept(shown: Shown) -> None:
    """Each concept that an entry links to stands in its map, and a click on it leads there; it fits a narrow screen too."""
    page = shown.go("#authority")
    links = page.locator("article.shown [data-kind] > ul > li > a:first-child")
    around = set(links.evaluate_all("all => all.map(a => a.hash)"))
    assert set(page.locator(".map svg a").evaluate_all("all => all.map(a => a.getAttribute('href'))")) == around
    for width in (1280, 700, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        shown.settle()
        boxes = page.locator(".map rect").evaluate_all(EDGES)
        apart = (a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] for a in boxes for b in boxes if a is not b)
        assert all(apart)
        limit = page.evaluate("document.querySelector('.map svg').viewBox.baseVal.width")
        assert all(one[0] >= 0 and one[2] <= limit for one in boxes)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".map svg a", has_text="Legitimacy").click()
    assert shown.heading() == "Legitimacy"


def test_two_concepts_are_compared(shown: Shown) -> None:
    """What the corpus says of the two comes first, then both definitions; the choice changes the address."""
    page = shown.go("#prejudice")
    page.get_by_role("link", name="Compare with Discrimination").click()
    assert shown.place() == "~compare=prejudice,discrimination"
    with open_corpus() as corpus:
        compared = corpus.compare("prejudice", "discrimination")
    assert page.locator(".verdict").inner_text().split("\n")[-1] == compared.contrasts[0].why
    assert page.locator(".verdict b").inner_text() == "Prejudice is in contrast with Discrimination"
    assert page.locator(".pair .definition").count() == 2
    page.get_by_label("with", exact=True).select_option("power")
    assert shown.place() == "~compare=prejudice,power"
    assert "Nothing is recorded" in page.locator(".verdict").inner_text()


def test_the_theme_follows_the_system_and_can_be_switched(browser: "Browser", file: Path) -> None:
    """Dark where the system is dark; the switch turns it over and holds."""
    for shown in show(browser, file, color_scheme="dark"):
        page = shown.go()
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        button = page.get_by_role("button", name="Dark")
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_an_entry_is_printed_without_what_is_for_the_screen(shown: Shown) -> None:
    """On paper stand the entry and its sources in full, in black on white, and no controls."""
    page = shown.go("#everyday-resistance")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("header.top").is_visible()
    assert not page.locator("article.shown button").first.is_visible()
    assert page.locator("article.shown .sources li", has_text="Yale University Press").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_first_tab_skips_to_the_content(shown: Shown) -> None:
    """Whoever uses the keyboard need not pass the navigation."""
    page = shown.go()
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    assert focused(page) == "~main"


def test_the_page_is_read_without_a_script(browser: "Browser", file: Path) -> None:
    """Every entry, list and link is there; what needs a script is not shown, and a note says what that is."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("noscript p").is_visible()
    assert not page.locator("input").is_visible()
    assert page.locator("article h2").count() == len(SOME)
    assert page.locator("article h2").first.is_visible()
    page.locator("article .definition").last.scroll_into_view_if_needed()
    page.locator(".letters a").first.click()
    assert "letter=" in page.url
    context.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_corpus_brings_along_runs(browser: "Browser", tmp_path: Path, text: str) -> None:
    """Searched, shown, compared and drawn, texts stay texts."""
    example = Example(title=text, text=text)
    other = Concept(id="two", term=f"Two {text}", definition=text, related=["one"], everyday=[text], hidden_labels=[text])
    one = Concept(id="one", term=text, definition=text, gloss=text, examples=[example], aliases=[f"{text} again"])
    path = tmp_path / "page.html"
    path.write_text(str(write("html", CorpusFile(title=text, concepts=[one, other]), Options()).content), encoding="utf-8")
    for shown in show(browser, path):
        for fragment in ("", "#one", "#two", "#~letters", "#~tree", "#~compare=one,two", "#~q=two", f"#{text}"):
            shown.go(fragment)
            assert shown.page.locator("script").count() == 3
            assert shown.page.locator("img").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found(browser: "Browser", file: Path, width: int, scheme: str) -> None:
    """The checks of axe-core find nothing in any view."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed").Axe()
    for shown in show(browser, file, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True):
        for fragment in VIEWS:
            found = axe.run(shown.go(fragment)).response["violations"]
            assert [(fragment, one["id"], one["nodes"][0]["html"]) for one in found] == []
            assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def engine(browser: "Browser") -> "Iterator[Page]":
    """The page's search alone, over the index of the bundled corpus."""
    scripts = "".join(writing._read(f"{name}.js") for name in ("words", "index", "spelling", "search"))
    page = browser.new_page()
    scripts += "data.postings = Uint8Array.from(data.postings);"
    named = "Object.assign(window, { splitWords, foldWord, makeKeys, countEdits, found: makeSearch(data) })"
    page.evaluate(f"(data) => {{ {scripts} {named}; }}", data_in(bundled()))
    yield page
    page.close()


def test_words_are_those_of_the_program(engine: "Page") -> None:
    """The page splits and folds texts as `text.words` and `text.names` do."""
    odd = [
        "Boss's own",
        "can\u2019t",
        "R&D",
        "naïve Ærø Straße",
        "½ x²",
        "\u0928\u092e\u0938\u094d\u0924\u0947",
        "soft\u00adhyphen",
    ]
    odd += [
        "C++",
        "e\u0301te\u0301",
        "what is the meaning of power?",
        "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2",
        "don't 'quote'",
    ]
    with open_corpus() as corpus:
        rows = corpus.concepts().concepts
    texts = [*odd, *(one.term for one in rows), *(one.definition for one in rows), *(one.gloss or "" for one in rows)]
    split = [split_words(text) for text in texts]
    assert engine.evaluate("texts => texts.map(splitWords)", texts) == split
    words = sorted({word for some in split for word in some})
    assert engine.evaluate("words => words.map(foldWord)", words) == [fold_word(word) for word in words]
    keys = [" ".join(some) for some in split if 0 < len(some) < 9]
    made = engine.evaluate("keys => keys.map(key => makeKeys(key.split(' ')))", keys)
    assert [(one["folded"], one["bag"]) for one in made] == [(fold(key), bag(key)) for key in keys]


def test_edits_are_those_of_the_program(engine: "Page") -> None:
    """Near spellings are counted as rapidfuzz counts them, up to the bound."""
    from rapidfuzz.distance import OSA

    with open_corpus() as corpus:
        names = [one.id.replace("-", "") for one in corpus.concepts().concepts][::9]
    slips = [(one, slip) for one in names for slip in (one[1:], one[:3] + one[4:3:-1] + one[5:], f"{one}x", one[:-2])]
    pairs = [*slips, *((one, other) for one in names for other in names[:20])]
    counted = engine.evaluate("pairs => pairs.map(([one, other]) => Math.min(4, countEdits(one, other, 3).whole))", pairs)
    assert counted == [min(4, OSA.distance(one, other)) for one, other in pairs]


def test_every_name_finds_its_concept(engine: "Page") -> None:
    """Whoever types an id, a term or an alias has a concept of that name first."""
    with open_corpus() as corpus:
        entries = [corpus.define(one.id, exact=True).entry for one in corpus.concepts().concepts]
    ids = [one.id for one in entries]
    owners: dict[str, set[str]] = {}
    for entry in entries:
        for name in (entry.id, entry.term, *entry.aliases):
            owners.setdefault(" ".join(split_words(name)), set()).add(entry.id)
    names = [name for name in owners if name]
    first = engine.evaluate("names => names.map(name => (found(name)[0] || {}).concept)", names)
    assert [name for name, place in zip(names, first, strict=True) if place is None or ids[place] not in owners[name]] == []


def test_names_come_by_exactness_then_beginning_then_within(engine: "Page") -> None:
    """An exact name, names that begin so, names that have the words inside, then what has them in its texts."""
    with open_corpus() as corpus:
        ids = [one.id for one in corpus.concepts().concepts]
    hits = engine.evaluate("found('power', 400)")
    assert ids[hits[0]["concept"]] == "power"
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    for grade, low, high in (("beginning", 0.9, 0.93), ("within", 0.85, 0.88)):
        graded = [hit["name"] for hit in hits if hit["name"] and low <= hit["score"] <= high]
        some = [name["key"] for name in graded if name["kind"] != "label"]
        assert some
        assert all((key.startswith("power")) == (grade == "beginning") for key in some)


def test_the_whole_corpus_is_shown_in_time(browser: "Browser", tmp_path: Path) -> None:
    """The page of the bundled corpus opens, finds, and leads on; nothing goes wrong in it."""
    path = tmp_path / "page.html"
    path.write_text(bundled(), encoding="utf-8")
    for shown in show(browser, path):
        page = shown.go()
        page.locator("input").fill("my boss takes credit for my work")
        assert len(terms(page)) > 0
        page.get_by_role("link", name="Works", exact=True).click()
        assert page.locator(".works li").count() == bundled().count('<li id="~w=')
