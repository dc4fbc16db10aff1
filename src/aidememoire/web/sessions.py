"""In: who signed in, and times. Out: sessions, which end; and how often a sign-in may fail. Nothing is kept on disk.

Every time is given in seconds of one clock, so that tests need not wait.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from aidememoire.web.accounts import Account, digest

IDLE = 12 * 60 * 60.0  # seconds without a request after which a session ends
WHOLE = 7 * 24 * 60 * 60.0  # seconds after which every session ends
MOST = 2_000  # sessions at once; the one used longest ago goes
WINDOW = 15 * 60.0
FAILURES = 5  # of one name from one address within the window
FAILURES_HERE = 20  # from one address
MOST_WATCHED = 10_000

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who signed in."""

    name: str
    stamp: str  # of the account's password: with another password all sessions end
    begun: float
    seen: float


class Sessions:
    """Those that run."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.running: OrderedDict[str, Session] = OrderedDict()

    def begin(self, account: Account) -> str:
        """A new session; the id is told to the browser alone, and kept as a digest."""
        key, now = secrets.token_urlsafe(32), self.clock()
        self.running[digest(key)] = Session(account.name, _stamp(account), now, now)
        while len(self.running) > MOST:
            self.running.popitem(last=False)
        return key

    def account(self, key: str, accounts: tuple[Account, ...]) -> Account | None:
        """Whose session it is; None where it ended, or the account was removed or has another password."""
        name, now = digest(key), self.clock()
        session = self.running.get(name)
        if session is None:
            return None
        own = next((one for one in accounts if one.name == session.name), None)
        over = now - session.seen > IDLE or now - session.begun > WHOLE
        if over or own is None or _stamp(own) != session.stamp:
            del self.running[name]
            return None
        self.running[name] = replace(session, seen=now)
        self.running.move_to_end(name)
        return own

    def end(self, key: str) -> None:
        """Ends one."""
        self.running.pop(digest(key), None)


def _stamp(account: Account) -> str:
    return digest(account.password or "")


class Failures:
    """Sign-ins that failed, of late."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.times: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def wait(self, address: str, name: str) -> int:
        """Seconds until the next try is heard; 0: it is heard now."""
        return max(self._wait((address, name), FAILURES), self._wait((address, ""), FAILURES_HERE))

    def note(self, address: str, name: str) -> None:
        """One more."""
        for key in {(address, name), (address, "")}:
            self.times.setdefault(key, deque(maxlen=FAILURES_HERE)).append(self.clock())
            self.times.move_to_end(key)
        while len(self.times) > MOST_WATCHED:
            self.times.popitem(last=False)

    def forget(self, address: str, name: str) -> None:
        """A sign-in that went well: it was noted as one that fails; what failed for the name before counts no more."""
        self.times.pop((address, name), None)
        if here := self.times.get((address, "")):
            here.pop()

    def _wait(self, key: tuple[str, str], most: int) -> int:
        recent = [at for at in self.times.get(key, ()) if self.clock() - at < WINDOW]
        return int(recent[-most] + WINDOW - self.clock()) + 1 if len(recent) >= most else 0
