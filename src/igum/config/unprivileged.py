"""Who runs PostgreSQL's programs: they refuse to run as root, and root's folders refuse everybody else."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from igum.config.errors import CannotStart

# One power of root, to pass through folders that are closed to others; access() must honour it too.
PASS_THROUGH = (
    *("--securebits=+no_setuid_fixup", "--bounding-set=-all,+dac_override"),
    *("--inh-caps=-all,+dac_override", "--ambient-caps=+dac_override"),
)


@dataclass(frozen=True)
class Account:
    """As whom a program runs: the owner that its files must have, and the words that come before its own."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()
    needs_open_folder: bool = False

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a program to its end and keep what it says."""
        changed: dict[str, Any] = {}
        if not self.prefix and self.uid != os.getuid():
            changed = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(
            [*self.prefix, *(str(word) for word in command)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            **changed,
        )

    def own(self, folder: Path) -> None:
        """Give a folder and all that is in it to this account, when root made it for another."""
        if os.getuid() != 0 or not folder.exists() or folder.stat().st_uid == self.uid:
            return
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


@cache
def account_for(home: Path, program: Path) -> Account:
    """Ourselves. For root the account ``nobody``: in a user namespace, else with one power of root, else bare.

    Args:
        home: the folder that holds the files; it exists.
        program: one of the programs that will run.

    Raises:
        CannotStart: we are root, and the folder is somebody else's, or nobody can reach it or the program.
    """
    if os.getuid() != 0:
        return Account(os.getuid(), os.getgid())
    owner = home.stat().st_uid
    if owner != 0:
        raise CannotStart(
            f"{home} belongs to the account {_name_of(owner)}. Start as that account, or choose another --data folder."
        )
    nobody = pwd.getpwnam("nobody")
    bare = Account(nobody.pw_uid, nobody.pw_gid, needs_open_folder=True)
    to_nobody = (f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    # Seen from outside, a namespace's nobody is root: the files stay root's own.
    namespace = ("unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")
    for account, folder in (
        (Account(0, 0, namespace), home),
        (replace(bare, prefix=("setpriv", *to_nobody, *PASS_THROUGH), needs_open_folder=False), home),
        (bare, home.parent),
    ):
        if _reaches(account, folder, program):
            return account
    raise CannotStart(
        f"PostgreSQL may not run as root, and the account nobody cannot enter {home}. "
        "Start as an ordinary user, or clone Igum outside root's home and choose --data /var/lib/igum."
    )


def _name_of(owner: int) -> str:
    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return str(owner)


def _reaches(account: Account, folder: Path, program: Path) -> bool:
    if account.prefix and not shutil.which(account.prefix[0]):
        return False
    entered = account.run(["test", "-x", folder]).returncode == 0
    return entered and account.run([program, "--version"]).returncode == 0
