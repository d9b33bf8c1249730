"""Gathers the texts of the interface from the code and merges them into the five catalogues.

No gettext programs: Django turns a template into calls, Babel reads the calls. Besides our own texts there are
borrowed ones: what Django and allauth show on our pages and have not translated into a language.
"""

import re
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import allauth
import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from igum.config.cli.messages import LOCALE, PACKAGE

type_of_key = tuple[str | None, str]

# The plural forms are letter for letter those of Django's own catalogues, so that Django can merge ours into them.
PLURAL_FORMS = {
    "he": "nplurals=4; plural=(n == 1 && n % 1 == 0) ? 0 : (n == 2 && n % 1 == 0) ? 1: "
    "(n % 10 == 0 && n % 1 == 0 && n > 10) ? 2 : 3;",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
}
