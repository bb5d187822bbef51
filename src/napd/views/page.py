"""The page of a conversation, as an adviser prints it: first its lines, then these as text or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Literal, NamedTuple

from napd.telling.story import Story
from napd.texts import Texts
from napd.views.markdown import escaped, one_line
from napd.views.topic import Difference, Gap, Moved, Neighbour, NewAnswer, Noted, Topic

if TYPE_CHECKING:  # what is rendered reaches for its renderer, not the other way round
    from napd.views.conversation import Conversation

WIDTH = 100
NOTE = 160
"""How many characters of a note are on the page."""
STORY = 600
"""How many of a story; the data have all of it."""
FEW = 3
"""The most moves, differences, gaps and stories of a topic on the page; the others are counted."""
FEW_ANSWERS = 2
"""The most changed answers that are shown with a move; likewise."""
FEW_NAMES = 4

Kind = Literal["title", "head", "part", "topic", "text", "label", "item", "foot"]
INDENTS: Mapping[Kind, tuple[str, str]] = {
    "title": ("", ""), "head": ("", ""), "part": ("", ""), "topic": ("", "  "), "text": ("  ", "    "),
    "label": ("  ", "    "), "item": ("  - ", "    "), "foot": ("", ""),
}  # fmt: skip
"""What stands before each kind of line in text, and before what follows on."""
MARKDOWN: Mapping[Kind, str] = {
    "title": "# {}", "head": "{}", "part": "## {}", "topic": "## {}", "text": "{}", "label": "**{}**", "item": "- {}",
    "foot": "{}",
}  # fmt: skip


class PageLine(NamedTuple):
    """A line of the page: what it is, and its text."""

    kind: Kind
    text: str


def page_of(found: Conversation) -> Iterator[PageLine]:
    """The lines of the page."""
    say = found.say
    title, mark = say("page.title", found.name, found.area, found.round_label), say("page.mark")
    yield PageLine("title", title if not found.fictional or mark in title else f"{title} ({mark})")
    if found.fictional:
        yield PageLine("head", say("explain.fictional"))
    yield PageLine("head", say("page.aim"))
    yield PageLine("head", _about(found))
    yield from (PageLine("head", text) for text in _said_first(found))
    for key, part in found.dashboards.items():
        yield from (PageLine("part", part),) if part else ()
        yield from _topics([topic for topic in found.topics if topic.dashboard == key], found)
    last: Kind = "part" if any(found.dashboards.values()) else "topic"
    if found.stories:
        yield PageLine(last, say("page.stories"))
        yield from _several(say, [_story(say, each) for each in found.stories])
    yield PageLine("foot", " ".join(_foot(say, found.topics)))


def _foot(say: Texts, topics: Sequence[Topic]) -> Iterator[str]:
    """In what order everything stands, and whose words the content is."""
    yield say("page.order")
    if any(map(_gaps, topics)):
        yield say("page.order_of_gaps")
    yield from dict.fromkeys(topic.wording for topic in topics if topic.wording)


def _about(found: Conversation) -> str:
    """What is compared, and whose view comes first."""
    since = found.say("page.since", found.before_label) if found.before else ""
    others = [view for view in found.perspectives if view != found.perspective]
    also = found.say("page.others", ", ".join(others)) if others else ""
    return since + found.say("page.levels", found.perspective, also)


def _said_first(found: Conversation) -> Iterator[str]:
    """What concerns the whole page."""
    if not found.perspectives:
        yield found.say("page.nothing")
    elif found.before is None:
        yield found.say("page.first")
    elif all(topic.is_quiet for topic in found.topics):
        yield found.say("page.quiet")
    for moved, names in (("joined", found.joined), ("left", found.left)):
        if names:
            yield found.say(f"page.{moved}", found.before_label, ", ".join(names))


def _topics(topics: Sequence[Topic], found: Conversation) -> Iterator[PageLine]:
    """The topics of a dashboard, and below them the support that fits each."""
    shared = _shared(topics) if found.perspectives else []
    for topic in topics:
        yield from _topic(topic, found, shared)
    if shared:
        yield PageLine("topic", found.say("page.shared"))
        yield PageLine("text", _offers(shared))


def _shared(topics: Sequence[Topic]) -> list[str]:
    """The support that fits each of several topics that have any, which stands below them once."""
    some = [topic.support for topic in topics if topic.support]
    return [offer for offer in some[0] if all(offer in each for each in some)] if len(some) > 1 else []


def _topic(topic: Topic, found: Conversation, shared: Sequence[str]) -> Iterator[PageLine]:
    """What there is to say of one topic; of one with nothing to say, or where nobody answered at all, its level."""
    say = found.say
    yield PageLine("topic", _heading(topic, found))
    notes = [_noted(each, found) for each in topic.notes]  # all of them: many stand nowhere else on the page
    noted = list(_listed(say, "noted", notes, most=len(notes)))
    if not found.perspectives:
        yield from noted
        return
    if topic.because:
        yield PageLine("text", topic.because)
    yield from (PageLine("text", say("page.beside", _neighbour(each, topic, found))) for each in topic.beside)
    yield from _listed(say, "moved", [_moved(each, found) for each in topic.moved])
    yield from _listed(say, "differs", [_difference(say, each) for each in topic.differences])
    yield from _listed(say, "missing", [_gap(say, each) for each in _gaps(topic) if each.asked])
    yield from _listed(say, "not_asked", [each.text for each in _gaps(topic) if not each.asked])
    yield from noted
    more = [say("page.more_asks", topic.more)] if topic.more else []
    yield from _listed(say, "ask", [*(ask.text for ask in topic.ask), *more], most=len(topic.ask) + 1)
    yield from _listed(say, "figures", topic.figures, most=len(topic.figures))
    yield from _listed(say, "stories", [_story(say, each) for each in topic.stories])
    if own := [offer for offer in topic.support if offer not in shared]:
        yield PageLine("text", say("page.support", _offers(own)))


def _gaps(topic: Topic) -> tuple[Gap, ...]:
    """What is missing, where something was answered; of a topic that nobody answered it would be everything."""
    return topic.missing if topic.status == "undetermined" else ()


def _story(say: Texts, story: Story) -> str:
    """A story in one line, which may be shortened, and where there is more."""
    more = f" {say('story.more', story.link)}" if story.link else ""
    text = shorten(one_line(story.plain), STORY, placeholder="…")
    return f"{story.heading(say)} ({story.origin(say)}): {text}{more}"


def _offers(offers: Iterable[str]) -> str:
    return "; ".join(offer.removesuffix(".") for offer in offers)


def _heading(topic: Topic, found: Conversation) -> str:
    """The title, whose it is where that is not the region or the first view, and the level now and before."""
    view = topic.perspective if topic.perspective != found.perspective else ""
    title = " · ".join(filter(None, (topic.title, topic.name, view)))
    was = found.say("page.was", topic.before) if topic.before and topic.before != topic.now else ""
    return f"{title}: {topic.now}{was}"


def _neighbour(other: Neighbour, topic: Topic, found: Conversation) -> str:
    """Another indicator with its level; of another dashboard with the title of that."""
    on = found.dashboards[other.dashboard] if other.dashboard != topic.dashboard else ""
    view = other.perspective if other.perspective != topic.perspective else ""
    return f"{' · '.join(filter(None, (on, other.title, view)))}: {other.now}"


def _listed(say: Texts, label: str, items: Sequence[str], most: int = FEW) -> Iterator[PageLine]:
    """A list with its label, if there is anything in it; what is too much is counted."""
    if not items:
        return
    yield PageLine("label", say(f"page.label.{label}"))
    yield from _several(say, items, most)


def _several(say: Texts, items: Sequence[str], most: int = FEW) -> Iterator[PageLine]:
    """The items of a list; what is too much is counted."""
    yield from (PageLine("item", item) for item in items[:most])
    if items[most:]:
        yield PageLine("item", say("page.more", len(items) - most))


def _moved(moved: Moved, found: Conversation) -> str:
    """How a score moved, by what; then the answers that did it, unless that is simply every answer."""
    view = f"{moved.perspective}: " if len(found.perspectives) > 1 else ""
    way = f" ({moved.before} → {moved.now})" if moved.perspective != found.perspective else ""
    every = () if found.say("status.unanswered") in (moved.before, moved.now) else moved.answers
    answers = [_answer(found.say, answer) for answer in every[:FEW_ANSWERS]]
    more = [found.say("page.more", len(every) - FEW_ANSWERS)] if every[FEW_ANSWERS:] else []
    return ". ".join(filter(None, (f"{view}{moved.words}{way} – {'; '.join(moved.steps)}", "; ".join(answers + more))))


def _answer(say: Texts, answer: NewAnswer) -> str:
    who = f"{answer.name}, " if answer.name else ""
    before, now = (words or say("explain.no_answer") for words in (answer.before, answer.now))
    return f"{who}{answer.text} {before} → {now}{_note(say, answer.note)}"


def _note(say: Texts, note: str) -> str:
    short = shorten(one_line(note), NOTE, placeholder="…")
    return f" ({say('explain.note', short)})" if note else ""


def _difference(say: Texts, difference: Difference) -> str:
    who = f"{difference.name}, " if difference.name else ""
    what = difference.text or f"{say('divergence.level')}:"
    seen = "; ".join(f"{each.perspective} {each.words}{_note(say, each.note)}" for each in difference.seen)
    return f"{who}{what} {seen}"


def _noted(noted: Noted, found: Conversation) -> str:
    view = noted.perspective if noted.perspective != found.perspective else ""
    whose = "".join(f"{each}, " for each in (noted.name, view) if each)
    return f"{whose}{noted.text}{_note(found.say, noted.note)}"


def _gap(say: Texts, gap: Gap) -> str:
    """A missing answer, what it can do, and who could give it."""
    more = [say("page.more_names", len(gap.silent) - FEW_NAMES)] if gap.silent[FEW_NAMES:] else []
    names = [*gap.silent[:FEW_NAMES], *more]
    silent = say("page.silent", ", ".join(names)) if names else ""
    turns = "; ".join(f"{answers} → {words}" for answers, words in gap.turns) if len(gap.turns) > 1 else ""
    return f"{gap.text} ({say(f'page.decides.{gap.decides}')}{silent}) {turns}".strip()


# As text and as Markdown


def text_of(lines: Iterable[PageLine]) -> str:
    """The page as text, a blank line above each topic, and a double line under the title of a part."""
    parts: list[str] = []
    for kind, text in lines:
        first, further = INDENTS[kind]
        above = [""] if kind in ("part", "topic", "foot") else []
        parts += above + wrap(
            one_line(text), WIDTH, initial_indent=first, subsequent_indent=further, break_on_hyphens=False
        )
        parts += ["═" * min(len(text), WIDTH)] if kind == "part" else []
    return "\n".join(parts)


def markdown_of(lines: Iterable[PageLine]) -> str:
    """The page as Markdown, in which every text of the page is but text; topics are a level below a part."""
    parts: list[str] = []
    last, lower = "", ""
    for kind, text in lines:
        above = [""] if parts and (kind, last) != ("item", "item") else []
        lower = "#" if kind == "part" else lower
        parts += [*above, (lower if kind == "topic" else "") + MARKDOWN[kind].format(escaped(text))]
        last = kind
    return "\n".join(parts)
