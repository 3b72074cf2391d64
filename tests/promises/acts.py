"""Every kind of act that changes anything, as one update each."""

from __future__ import annotations

from dataclasses import dataclass

from domain.commands.people import Expect
from domain.conversation import Conversation, Expecting
from domain.ids import ItemNo, PersonId
from handlers.base36 import encode
from tests.promises.street import ANNA, BORIS, CARLA, DRAFT, FLAT, OIL, READY, TEA, Street, cause_of
from tests.promises.updates import Raw, tap, text

LINE = "/buy Olive oil 5 l; 42 EUR; 10: 38, 20: 35; until Fri 18:00"


@dataclass(frozen=True)
class Doing:
    """Somebody types or taps, perhaps in answer to what they were asked."""

    who: PersonId
    typed: str = ""
    data: str = ""
    in_group: bool = False
    asked: Conversation | None = None

    def update(self, street: Street) -> Raw:
        """Return its update, once the question it answers was asked."""
        number, place = street.number(), FLAT if self.in_group else self.who
        if self.asked is not None:
            street.run(Expect(cause_of(f"asked{number}"), self.who, self.asked))
        if self.data:
            return tap(number, self.who, place, self.data.replace("{home}", encode(street.home)))
        return text(number, self.who, place, self.typed)


def on(kind: str, buy: int, *rest: object) -> str:
    """Return callback data about a buy."""
    return ":".join([kind, encode(buy), *map(str, rest)])


NUMBER = Conversation(BORIS, Expecting.QUANTITY, OIL, ItemNo(1))
GUEST = Conversation(BORIS, Expecting.GUEST_NAME, OIL)
PRICE = Conversation(ANNA, Expecting.DRAFT, DRAFT)
AMOUNT = Conversation(ANNA, Expecting.PAID_AMOUNT, TEA, person=BORIS)
LABEL = Conversation(ANNA, Expecting.INVITEE_LABEL, OIL)
ZONE = Conversation(BORIS, Expecting.ZONE)
TITLE = Conversation(ANNA, Expecting.EDIT, OIL, field="title")

ACTS = {
    "a tap on the card": Doing(CARLA, data=on("t", OIL, 1, "m"), in_group=True),
    "one less": Doing(BORIS, data=on("t", OIL, 1, "l"), in_group=True),
    "an order in the group": Doing(CARLA, "/order 2 Tin", in_group=True),
    "a code with an order": Doing(CARLA, "PRESS2 2 Tin"),
    "a code in a link": Doing(CARLA, "/start PRESS2"),
    "a personal link": Doing(CARLA, f"/start i_PRESS2-{CARLA}"),
    "the card's link": Doing(CARLA, f"/start o_{OIL}"),
    "a tap on a line": Doing(BORIS, data=on("l", OIL, 1, 0, "m", "", 0)),
    "a guest's line": Doing(BORIS, data=on("l", OIL, 2, 1, "m", "", 0)),
    "a number that was asked for": Doing(BORIS, "4", asked=NUMBER),
    "a guest's name": Doing(BORIS, "Lodger", asked=GUEST),
    "declining": Doing(CARLA, data=on("o", OIL, "d", 0, 0)),
    "cancelling": Doing(BORIS, data=on("o", OIL, "xx", 0, 0)),
    "muting": Doing(BORIS, data=on("o", OIL, "m", 0, 0)),
    "a wizard's answer": Doing(ANNA, "12 EUR", asked=PRICE),
    "a line in the group": Doing(CARLA, LINE, in_group=True),
    "a line in private": Doing(CARLA, LINE),
    "starting": Doing(ANNA, data=on("d", READY, "go", "", "")),
    "dropping a draft": Doing(ANNA, "/cancel", asked=PRICE),
    "saying that one paid": Doing(BORIS, data=on("o", TEA, "p", 0, 0)),
    "marking as paid": Doing(ANNA, data=on("r", TEA, "paid", encode(BORIS), 0, "")),
    "a part of what is owed": Doing(ANNA, "10", asked=AMOUNT),
    "reminding": Doing(ANNA, data=on("r", TEA, "rmd", "", 0, "")),
    "a link for somebody": Doing(ANNA, "Grandpa", asked=LABEL),
    "a new title": Doing(ANNA, "Finest oil", asked=TITLE),
    "a helper": Doing(ANNA, data=on("r", OIL, "help2", encode(CARLA), 1, "")),
    "an item off": Doing(ANNA, data=on("r", OIL, "rm2", "", 2, "")),
    "extending": Doing(ANNA, data=on("r", OIL, "ext2", "", "o", "")),
    "a new code": Doing(ANNA, data=on("r", OIL, "code", "", 0, "")),
    "closing": Doing(ANNA, data=on("r", OIL, "cls2", "", 0, "")),
    "calling off": Doing(ANNA, data=on("r", OIL, "off2", "", 0, "")),
    "telling about buys": Doing(BORIS, data="h:{home}", in_group=True),
    "choosing a zone": Doing(BORIS, "Lisbon", asked=ZONE),
    "being forgotten": Doing(BORIS, data="s:del2:0:"),
}
