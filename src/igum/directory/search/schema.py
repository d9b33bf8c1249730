"""The shape of the tantivy index: texts by part and script, and keys to filter and count by."""

import tantivy

from igum.directory.search.documents import ServiceDocument
from igum.directory.search.lexicon import Lexicon
from igum.engines.text.analysis import analyse, keys, surfaces
from igum.engines.text.scripts import SCRIPTS, Script

# Each script has fields of its own, so that a service told in five languages is not taken for a long-winded one.
PARTS = ("title", "organization", "tags", "body")
_COUNTED = ("need", "situation", "serves", "language", "hours", "free")
_TOKENIZER = "keys"


def text_field(part: str, script: Script) -> str:
    """The field of one part of a document in one script."""
    return f"{part}_{script}"


def vocabulary_field(script: Script) -> str:
    """The field of all words in one script as they are written, which knows what words there are."""
    return f"words_{script}"


def make_schema() -> tantivy.Schema:
    """The schema; another one means another generation, never a migration."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("point", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("region", tokenizer_name="raw", index_option="basic")
    for name in _COUNTED:
        builder.add_text_field(
            name, stored=name in ("need", "situation"), fast=True, tokenizer_name="raw", index_option="basic"
        )
    for script in SCRIPTS:
        builder.add_text_field(vocabulary_field(script), tokenizer_name=_TOKENIZER, index_option="basic")
        for part in PARTS:
            builder.add_text_field(text_field(part, script), tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


def register_tokenizer(index: tantivy.Index) -> None:
    """Keys come analysed and are parted by spaces alone."""
    index.register_tokenizer(_TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def as_tantivy(document: ServiceDocument, lexicon: Lexicon, schema: tantivy.Schema) -> tantivy.Document:
    """A service in the index's own shape."""
    needs = lexicon.with_ancestors(document.needs)
    situations = lexicon.with_ancestors(document.situations)
    fields: dict[str, object] = {
        "id": document.id,
        "point": [point_key(*point) for point in document.points],
        "region": [str(region) for region in sorted(document.regions)],
        "need": sorted(needs),
        "situation": sorted(situations),
        "serves": serves(document, lexicon),
        "language": sorted(document.languages),
        "hours": hours_key(document.hours),
        "free": "yes" if document.free else "no" if document.free is False else "unsaid",
    }
    vocabulary: dict[Script, dict[str, None]] = {}
    for part, texts in texts_of(document, lexicon).items():
        words = analyse(" ".join(texts))
        for script, found in keys(words).items():
            fields[text_field(part, script)] = " ".join(found)
        for script, written in surfaces(words).items():
            vocabulary.setdefault(script, {}).update(written)
    for script, written in vocabulary.items():
        fields[vocabulary_field(script)] = " ".join(written)
    return tantivy.Document.from_dict(fields, schema)


def texts_of(document: ServiceDocument, lexicon: Lexicon) -> dict[str, list[str]]:
    """All texts of a document by part. Tags are its own terms in every language, so that each language finds it."""
    own = sorted(document.needs | document.situations)
    terms = [name for code in own if code in lexicon.term_by_code for name in lexicon.term_by_code[code].names.values()]
    return {
        "title": list(document.titles.values()),
        "organization": list(document.organizations.values()),
        "tags": terms + list(document.tags.values()),
        "body": list(document.bodies.values()),
    }


def serves(document: ServiceDocument, lexicon: Lexicon) -> list[str]:
    """The areas served as keys, none inside another, so that counts by area add up.

    >>> everywhere = ServiceDocument("1", {}, regions=frozenset({212}), whole_region=True, authorities=frozenset({7}))
    >>> serves(everywhere, Lexicon())
    ['region:212']
    """
    if document.whole_region:
        return [f"region:{region}" for region in sorted(document.regions)]
    alone = (
        code
        for code in sorted(document.localities)
        if code not in lexicon.localities or lexicon.localities[code].authority not in document.authorities
    )
    return [f"authority:{code}" for code in sorted(document.authorities)] + [f"locality:{code}" for code in alone]


def hours_key(hours: tuple[tuple[int, int], ...]) -> str:
    """A week's opening hours as one key: services that open alike share it.

    >>> hours_key(((480, 960), (1920, 2400)))
    '480-960,1920-2400'
    """
    return ",".join(f"{opens}-{closes}" for opens, closes in hours)


def is_open(key: str, minute: int) -> bool:
    """Whether a week's hours, given as their key, hold a minute of the week."""
    spans = (span.split("-") for span in key.split(",") if span)
    return any(int(opens) <= minute < int(closes) for opens, closes in spans)


def point_key(latitude: float, longitude: float) -> str:
    """A point as a key, to about a metre."""
    return f"{latitude:.5f},{longitude:.5f}"
