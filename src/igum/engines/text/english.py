"""Forms of an English word, and of anything else in Latin letters or digits."""

from functools import lru_cache

import Stemmer

_SNOWBALL = Stemmer.Stemmer("english", 0)


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The keys of an English word, the word itself first.

    >>> forms("children's"), forms("families") == ("families", "~famili")
    (('children', '~children'), True)
    """
    bare = word.removesuffix("'s").replace("'", "").replace('"', "") or word
    if bare.isdigit():
        return (bare,)
    return (bare, f"~{_SNOWBALL.stemWord(bare)}")
