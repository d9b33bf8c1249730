"""Reads the words typed after ``./igum`` and calls the command of that name."""

import argparse
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import django
from django.conf import settings

from igum.config.cli.messages import compile_messages
from igum.config.errors import CannotStart
from igum.core.errors import Refused


@dataclass(frozen=True)
class Command:
    """One word after ``./igum``: the module holds ``add_arguments(parser)`` and ``run(options) -> exit status``."""

    name: str
    help: str
    module: str
    uses_models: bool = True
    opens_data: bool = True  # where it uses models: whatever its words are
    hands_on: bool = False  # words it does not know are another program's: in options.more
    listens: bool = False  # on a port of this machine, which is the site's address unless the settings name another
    environment: Mapping[str, str] = field(default_factory=dict)


COLLECTED = {"IGUM_STATIC": "collected"}  # files are served from one folder, named by their content
COMMANDS = (
    Command(
        "demo", "run Igum here with the demo region", "demo", environment={"IGUM_DEMO": "1", **COLLECTED}, listens=True
    ),
    Command("stop", "stop the demo and its database", "stop", uses_models=False),
    Command("test", "run the whole test suite", "test", uses_models=False, hands_on=True),
    Command("check", "lint, imports, types, migrations, texts and tests", "check", uses_models=False),
    Command("bench", "measure search, relevance, pages, programmes, cohorts, pooling", "bench", uses_models=False),
    Command("import", "load places, the taxonomy or the demo region", "load"),
    Command("appoint", "give a region its first administrator", "appoint"),
    Command("programme", "check, test, show, begin, plan or publish programme files", "programme", opens_data=False),
    Command("live", "let a round of the demo live on to a day", "live", environment={"IGUM_DEMO": "1"}),
    Command("pool", "plan a shared service from a file: where, and who pays", "pool", uses_models=False),
    Command("index", "rebuild the search index", "index"),
    Command("messages", "collect the texts to translate, or compile them", "messages", uses_models=False),
    Command("backup", "write the whole database to a file", "backup", uses_models=False),
    Command("restore", "read a backup into an empty database", "restore", uses_models=False),
    Command("reseal", "seal anew what an older key sealed", "reseal"),
    Command("schema", "write anew the file that an empty database gets its tables from", "schema"),
    Command("prepare", "make the roles and tables of a database", "prepare_database", environment=COLLECTED),
    Command("serve", "run the web server only", "serve", uses_models=False, environment=COLLECTED, listens=True),
    Command("worker", "run the background worker only", "worker"),
    Command("manage", "a management command of Django", "manage"),
)


class Words(argparse.ArgumentParser):
    """Refuses what it does not understand in one line."""

    def error(self, message: str) -> NoReturn:
        """End with status 2, as argparse does, without the usage before the reason."""
        self.exit(2, f"igum: {message}. {self.prog} --help tells what there is.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 done, 1 could not, 2 not understood."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except (CannotStart, Refused) as reason:
        print(f"igum: {reason}", file=sys.stderr)
        return 1
    except PermissionError as problem:
        closed = f"{problem.filename} cannot be opened ({problem.strerror})"
        print(f"igum: {closed}. Start as its owner, or choose another folder with --data.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nigum: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads any more: end without a word
        return 1


def _run(words: list[str]) -> int:
    parser = Words(
        prog="./igum",
        description="Igum: the shared platform of neighbouring towns.",
        epilog="./igum COMMAND --help tells more about a command.",
        allow_abbrev=False,
    )
    kinds = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    parsers = {
        command.name: kinds.add_parser(
            command.name,
            help=command.help,
            description=f"{command.help[0].upper()}{command.help[1:]}.",
            allow_abbrev=False,
            add_help=False,
        )
        for command in COMMANDS
    }
    _refuse_unknown(parser, words)
    # The environment comes before the command's own words, because its module may already read settings.
    chosen, rest = parser.parse_known_args(words)
    command = next(one for one in COMMANDS if one.name == chosen.command)
    _prepare_environment(command, rest)
    module = import_module(f"igum.config.cli.{command.module}")
    own = parsers[command.name]
    own.add_argument("-h", "--help", action="help", help="show this text")
    own.add_argument("--data", type=Path, metavar="DIR", help="the data folder (default: .igum beside the code)")
    module.add_arguments(own)
    options, more = parser.parse_known_args(words)
    if more and not command.hands_on:
        own.error(f"unknown: {' '.join(more)}")
    options.more = [word for word in more if word != "--"]
    return int(module.run(options))


def _refuse_unknown(parser: Words, words: Sequence[str]) -> None:
    """Before argparse does it with a list of all that there is."""
    if words and not words[0].startswith("-") and words[0] not in {command.name for command in COMMANDS}:
        parser.error(f"there is no command {words[0]}")


def _prepare_environment(command: Command, rest: Sequence[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")
    os.environ.update(command.environment)
    early = Words(prog=f"./igum {command.name}", add_help=False, allow_abbrev=False)
    early.add_argument("--data", type=Path)
    early.add_argument("--port", default="8000")
    known, _ = early.parse_known_args(list(rest))
    if known.data:
        os.environ["IGUM_DATA"] = str(known.data.resolve())
    if command.listens and known.port.isdigit() and "IGUM_ORIGINS" not in os.environ:
        os.environ.setdefault("IGUM_ADDRESS", f"http://127.0.0.1:{known.port}")
    if command.uses_models:
        _look_before_loading(command)
        # Before Django reads them: it keeps what it found, also when that was nothing, and parts are forked from us.
        compile_messages()
        _load_everything()


def _look_before_loading(command: Command) -> None:
    """Refuse settings and a folder that cannot be used at once: loading everything takes seconds."""
    _ = settings.IGUM_DATA  # the first that is asked for has all of them read
    if command.opens_data:
        import_module("igum.config.cli.site").open_data()  # by name: the help and most commands need not have it


def _load_everything() -> None:
    """Nothing of what is loaded is garbage: to look for it would take a fifth of the time, and again later."""
    gc.disable()
    try:
        django.setup()
    finally:
        gc.freeze()
        gc.enable()
