"""What lawcheck made of a draft: its Profile with the reason for each value, and its Section tree with lines."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.layout import Line, Segment, cells, clean, clip, pad, paint
from lawcheck.formatters.wording import aside, profile_rows, say
from lawcheck.model.document import Document, Paragraph, Section
from lawcheck.model.profile import Profile
from lawcheck.model.source import Place

FRAME = ("title", "subtitle", "meta", "addressee", "signature", "dateline")


class Chapter(Struct, frozen=True):
    """A Section: its heading's place, its numbering, the characters of its body (subsections included)."""

    level: int
    number: str
    style: str
    ordinal: int
    title: str
    run_in: bool
    place: Place
    characters: int
    sections: list[Chapter]


class Part(Struct, frozen=True):
    """A block that frames the report (`name`: title, addressee, dateline …) or a stretch set aside (its reason)."""

    name: str
    place: Place


class Outline(Struct, frozen=True):
    """What `lawcheck outline --format json` writes."""

    version: int
    path: str
    profile: Profile
    parts: list[Part]
    sections: list[Chapter]
    asides: list[Part]


def render(document: Document, profile: Profile, options: Options = DEFAULT) -> Iterator[str]:
    """The outline for a person."""
    return paint(lines(document, profile, options), options.color)


def render_json(document: Document, profile: Profile) -> str:
    """The outline for a program: an Outline."""
    outline = Outline(
        1,
        document.source.path,
        profile,
        [Part(p.role, document.place(p.span)) for p in document.paragraphs if p.role in FRAME],
        [_chapter(s, document) for s in document.root.subsections],
        [Part(a.reason, document.source.place(a.span)) for a in document.asides],
    )
    return msgspec.json.format(msgspec.json.encode(outline, order="deterministic"), indent=1).decode() + "\n"


def _chapter(section: Section, document: Document) -> Chapter:
    return Chapter(
        section.level,
        section.number,
        section.style,
        section.ordinal,
        section.title,
        section.run_in,
        document.place(section.heading),
        characters(section, document),
        [_chapter(s, document) for s in section.subsections],
    )


def characters(section: Section, document: Document) -> int:
    """Characters of a section's body, blanks not counted."""
    return len("".join(document.slice(section.body).split()))


def lines(document: Document, profile: Profile, options: Options) -> Iterator[Line]:
    """What `render` writes, as styled lines."""
    lang, wide = options.lang, options.ambiguous_wide
    yield [Segment(f"{clean(document.source.path)}", "bold")]
    yield []
    yield [Segment(say(lang, "profile"), "bold")]
    rows = profile_rows(profile, lang)
    first = max(cells(name, wide) for name, _, _ in rows)
    second = max(cells(clean(value), wide) for _, value, reason in rows if reason or not value)
    for name, value, reason in rows:
        shown = (
            Segment(pad(clean(value), second, wide)) if value else Segment(pad(say(lang, "not-found"), second), "dim")
        )
        why = Segment(f"  {say(lang, 'reason')} {clean(reason)}" if reason else "", "dim")
        yield [Segment(f"  {pad(name, first, wide)}  "), shown, why]
    yield []
    yield [Segment(say(lang, "outline"), "bold")]
    yield from _tree(document, options)
    if document.asides:
        yield []
        yield [Segment(say(lang, "unchecked").strip(" :：").capitalize(), "bold")]
        for item in document.asides:
            text = document.source.text[item.span.start : item.span.end].strip().partition("\n")[0]
            yield [
                *_head(document.source.line_column(item.span.start)[0], document),
                *_tail(aside(lang, item.reason), text, options),
            ]


def _tree(document: Document, options: Options) -> Iterator[Line]:
    if not document.sections:
        yield [Segment("  " + say(options.lang, "no-headings"), "yellow")]
    for node in document.root.walk():
        if isinstance(node, Paragraph) and node.role in FRAME:
            line = document.place(node.span).line
            yield [*_head(line, document), *_tail(say(options.lang, node.role), document.slice(node.span), options)]
        elif isinstance(node, Section) and node.level:
            yield _heading(node, document, options)


def _head(line: int, document: Document) -> Line:
    return [Segment(f"{line:>{len(str(len(document.source.line_starts))) + 2}}  ", "blue")]


def _tail(label: str, text: str, options: Options) -> Line:
    room = options.width - 24 if options.width else 0
    return [Segment(f"[{label}] ", "cyan"), Segment(clip(clean(text), room, options.ambiguous_wide))]


def _heading(section: Section, document: Document, options: Options) -> Line:
    lang = options.lang
    count = say(lang, "characters", n=characters(section, document))
    after = f"  {count}{say(lang, 'list') + say(lang, 'run-in') if section.run_in else ''}"
    place = document.place(section.heading)
    indent = "  " * (section.level - 1)
    room = max(16, options.width - len(indent) - 10 - cells(after)) if options.width else 0
    title = clip(clean(document.slice(section.heading).strip()), room, options.ambiguous_wide)
    return [
        *_head(place.line, document),
        Segment(indent + title, "bold" if section.level == 1 else ""),
        Segment(after, "dim"),
    ]
