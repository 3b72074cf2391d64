"""Where parts go, and asking for their shipping: by itself once all said so, or by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.commands.goods import MoveShipment, ReturnUnits, SendRequests
from domain.commands.member import ChooseDestination
from domain.commands.organiser import CallOff
from domain.commands.people import DeleteMe
from domain.errors import (
    AlreadyPacked,
    BuyCalledOff,
    BuyNotClosed,
    NothingOrdered,
    NotTheOrganiser,
    TextTooLong,
    UnknownPoint,
)
from domain.goods import Destination, PickUpPoint, PointNo, Shipment, Stage, Supplier
from domain.ids import PersonId
from domain.notices import NoticeKind
from domain.outcome import Withdrawal
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, NOON, OIL, Play, started

DAY = timedelta(days=1)
HOME = Destination(address="12 Long Lane")
SHED = PickUpPoint(PointNo(1), "The shed", ("Sat 10:00", "Sun 10:00"))
DOOR = PickUpPoint(PointNo(2), "Anna's door")


def closed(**terms: Any) -> Play:
    """Return a closed buy that ships to addresses, in which Boris, Carla and Anna have one each."""
    play = started(**{"ships": True, **terms})
    for person in (BORIS, CARLA, ANNA):
        play.order(person, 1)
    play.wait(4 * DAY)
    return play


def say(play: Play, person: int, destination: Destination = HOME, token: str = "") -> None:
    """Have somebody say where their part goes."""
    play.do(ChooseDestination, person, BUY, destination, token or f"token-{person}")


def part(play: Play, person: int) -> Shipment:
    """Return somebody's part."""
    return play.world.shipments[BUY][PersonId(person)]


def asked(play: Play) -> list[list[int]]:
    """Return whose parts were asked for, document by document."""
    told = (one for one in play.said if one.kind is NoticeKind.SHIPPING_REQUESTS)
    return [one.values["people"] for one in told]


def test_asked_for_once_everyone_said_where() -> None:
    """Lost otherwise: the organiser has to watch who answered, or nothing is ever sent."""
    play = closed()
    say(play, BORIS)
    assert (part(play, BORIS).stage, asked(play)) == (Stage.AWAITED, [])
    assert Withdrawal(BUY, BORIS, (NoticeKind.WHERE_TO,)) in play.outcome.saves
    say(play, CARLA, token="hers")
    assert asked(play) == [[BORIS, CARLA]]
    assert play.told(NoticeKind.SHIPPING_REQUESTS) == [ANNA]
    assert play.told(NoticeKind.SUPPLIER_REQUEST) == []
    hers = part(play, CARLA)
    assert hers == Shipment(BUY, CARLA, "hers", Stage.REQUESTED, HOME, "", play.now, Stage.AWAITED)
    say(play, ANNA)
    assert asked(play) == [[BORIS, CARLA], [ANNA]]


def test_the_supplier_is_told_where_there_is_one() -> None:
    """Lost otherwise: the organiser types addresses into an e-mail by hand."""
    play = closed(supplier=Supplier(email="oil@example.org"))
    for person in (BORIS, CARLA):
        say(play, person)
    told = play.last(NoticeKind.SUPPLIER_REQUEST)
    assert (told.person, told.values) == (ANNA, {"people": [BORIS, CARLA]})


def test_an_address_that_changes_is_asked_for_anew() -> None:
    """Lost otherwise: the goods go where somebody lived before."""
    play = closed()
    for person in (BORIS, CARLA):
        say(play, person)
    say(play, BORIS, token="ignored")
    assert asked(play) == [[BORIS, CARLA]]
    say(play, BORIS, Destination(address=" 9 Short Street\nFlat 2 "))
    assert asked(play) == [[BORIS, CARLA], [BORIS]]
    assert part(play, BORIS).destination == Destination(address="9 Short Street\nFlat 2")
    assert part(play, BORIS).token == f"token-{BORIS}"
    play.do(MoveShipment, ANNA, BUY, BORIS, Stage.PACKED, "t")
    with pytest.raises(AlreadyPacked):
        say(play, BORIS)


def test_asked_for_by_hand() -> None:
    """Lost otherwise: one person who never answers keeps everybody waiting."""
    play = closed()
    assert play.do(SendRequests, ANNA, BUY, ("a", "b", "c")) == 0
    say(play, CARLA)
    with pytest.raises(NotTheOrganiser):
        play.do(SendRequests, BORIS, BUY, ())
    assert play.do(SendRequests, ANNA, BUY, ("a", "b", "c")) == 1
    assert asked(play) == [[CARLA]]
    assert play.do(SendRequests, ANNA, BUY, ("d", "e", "f")) == 1
    say(play, BORIS)
    assert asked(play) == [[CARLA], [BORIS]]


def test_where_nobody_is_asked_where_to_all_parts_are_asked_for_at_once() -> None:
    """Lost otherwise: a supplier who packs for each cannot be told what each gets."""
    play = closed(ships=False)
    assert TimerKind.PICK_UP not in play.timers
    assert play.do(SendRequests, ANNA, BUY, ("a", "b", "c")) == 3
    assert asked(play) == [[BORIS, CARLA, ANNA]]
    assert [part(play, person).token for person in (BORIS, CARLA, ANNA)] == ["a", "b", "c"]
    with pytest.raises(UnknownPoint):
        say(play, BORIS)


def test_pick_up_points() -> None:
    """Lost otherwise: somebody waits at a place or a time that there is not."""
    play = closed(ships=False, pick_up=(SHED, DOOR))
    saturday = Destination(point=SHED.no, slot="Sat 10:00")
    say(play, BORIS, saturday)
    assert part(play, BORIS).destination == saturday
    say(play, BORIS, Destination(point=DOOR.no))
    for nowhere in (
        Destination(point=SHED.no),
        Destination(point=SHED.no, slot="Mon"),
        Destination(point=DOOR.no, slot="Sat 10:00"),
        Destination(point=PointNo(3)),
        HOME,
        Destination(),
    ):
        with pytest.raises(UnknownPoint):
            say(play, BORIS, nowhere)


def test_what_is_refused() -> None:
    """Lost otherwise: addresses of people who get nothing, or that no label holds."""
    play = closed()
    with pytest.raises(TextTooLong):
        say(play, BORIS, Destination(address="x" * 501))
    with pytest.raises(NothingOrdered):
        say(play, DEWI)
    play.do(ReturnUnits, ANNA, BUY, BORIS, OIL, 1)
    with pytest.raises(NothingOrdered):
        say(play, BORIS)
    say(play, CARLA)
    assert asked(play) == [[CARLA]]
    live = started(ships=True)
    live.order(BORIS, 1)
    with pytest.raises(BuyNotClosed):
        say(live, BORIS)
    live.do(CallOff, ANNA, BUY)
    with pytest.raises(BuyCalledOff):
        say(live, BORIS)


def test_who_has_not_said_where_is_asked_again() -> None:
    """Lost otherwise: somebody forgets, and their goods have no address."""
    play = closed()
    assert play.timers[TimerKind.PICK_UP] == NOON + 5 * DAY
    say(play, CARLA)
    play.wait(DAY)
    assert play.told(NoticeKind.WHERE_TO) == [BORIS]
    play.wait(6 * DAY)
    assert play.told(NoticeKind.WHERE_TO) == [BORIS, BORIS, BORIS]
    assert TimerKind.PICK_UP not in play.timers


def test_who_said_where_is_not_asked_again() -> None:
    """Lost otherwise: people are pestered about what they answered."""
    play = closed()
    for person in (BORIS, CARLA):
        say(play, person)
    play.wait(9 * DAY)
    assert play.told(NoticeKind.WHERE_TO) == []


def test_a_forgotten_person_s_address_is_forgotten() -> None:
    """Lost otherwise: UX-11; where somebody lives stays after they asked for deletion."""
    play = closed()
    for person in (BORIS, CARLA):
        say(play, person)
    play.do(MoveShipment, ANNA, BUY, BORIS, Stage.SHIPPED, "t", "TRACK-1")
    play.do(DeleteMe, BORIS)
    gone = part(play, BORIS)
    assert (gone.destination, gone.tracking, gone.stage) == (None, "", Stage.SHIPPED)
    assert part(play, CARLA).destination == HOME
