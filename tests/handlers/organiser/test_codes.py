"""Join codes are drawn by chance, and chance repeats."""

from collections.abc import Iterator

import pytest

from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import ANNA, Talk
from tests.handlers.organiser.buys import fresh, start


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Join codes are drawn from this list, in order."""
    codes: list[str] = []
    monkeypatch.setattr("handlers.fresh.join_code", lambda: codes.pop(0))
    yield codes
    assert codes == []


async def test_a_code_that_a_buy_has_or_had_is_drawn_again(talk: Talk, drawn: list[str]) -> None:
    """Else a start fails for no reason anyone sees, or a code leads to somebody else's buy."""
    drawn += ["AAAAAA", "AAAAAA", "BBBBBB", "BBBBBB", "CCCCCC", "AAAAAA", "BBBBBB", "DDDDDD"]
    first = await start(talk)
    second = await start(talk)
    assert (first.code, second.code) == ("AAAAAA", "BBBBBB")
    await talk.tap(ANNA, on(Verb.NEW_CODE, first.id))
    assert (await fresh(talk, first)).code == "CCCCCC"
    await talk.tap(ANNA, on(Verb.NEW_CODE, second.id))
    assert (await fresh(talk, second)).code == "DDDDDD"
    for code, buy in {"AAAAAA": first, "BBBBBB": second, "CCCCCC": first}.items():
        found = await talk.storage.reader.buy_by_code(code)
        assert found is not None
        assert found.id == buy.id
