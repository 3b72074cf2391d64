"""The benchmarks run, and say what they found in the form that is promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.crowd import Crowd
from benchmarks.figure import Aim, Figure, alternate
from benchmarks.telegram.taps import NEWCOMERS, Taps


def test_a_figure_is_measured_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it `make bench` could rot, as it runs nowhere else than by hand."""
    path = tmp_path / "latest.json"
    assert main(["order-cost", "--quick", "--json", str(path)]) in {0, 1}
    (figure,) = json.loads(path.read_text())
    assert list(figure) == ["figure", "value", "baseline", "ratio", "aim", "met"]
    assert figure["aim"] == "at most 1.1"
    assert figure["met"] is (figure["ratio"] <= 1.1)
    assert figure["figure"] in capsys.readouterr().out


def test_an_unknown_figure_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Without it a slip of the keyboard would set off a run of a quarter of an hour."""
    with pytest.raises(SystemExit):
        main(["oders"])
    assert "oders" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("aim", "ratio", "met", "said"),
    [
        (Aim(at_least=0.7), 0.7, True, "at least 0.7"),
        (Aim(at_least=8), 7.9, False, "at least 8"),
        (Aim(at_most=1.1), 1.1, True, "at most 1.1"),
        (Aim(at_most=0), 0.001, False, "at most 0"),
        (Aim(), 3.0, None, "reported"),
    ],
)
def test_an_aim_is_judged(aim: Aim, ratio: float, met: bool | None, said: str) -> None:
    """Without it a missed aim could stand in the table as met."""
    assert aim.met(ratio) is met
    assert str(aim) == said


def test_the_medians_of_rounds_that_alternate_are_compared() -> None:
    """Without it one disturbed round could make a figure, or disturb one side alone."""
    order: list[str] = []

    def side(name: str, values: list[float]) -> float:
        order.append(name)
        return values.pop(0)

    a, b = [6.0, 1.0, 5.0], [2.0, 3.0, 100.0]
    values, baselines = alternate(3, lambda: side("a", a), lambda: side("b", b))
    figure = Figure("f", "s", values, baselines)
    assert order == ["a", "b"] * 3
    assert (figure.value, figure.baseline, round(figure.ratio, 2)) == (5.0, 3.0, 1.67)


def test_taps_never_take_back_what_is_not_there() -> None:
    """Without it some taps would be refused, and the figure would count refusals as orders."""
    taps = Taps(Crowd(buys=3, residents=10), lines=4)
    have = {person: 1 for buy in range(3) for person in Crowd(3, 10).residents_of(buy)}
    newcomers = 0
    for number in range(4 * NEWCOMERS * 5):
        _, tap = taps.next(number % 4)
        newcomers += tap.person not in have
        have[tap.person] = have.get(tap.person, 0) + tap.delta
        assert have[tap.person] >= 1
        taps.answered(tap)
    assert newcomers
    assert sum(taps.units) == sum(have.values())
