"""What a picture of the ladder says, in words and numbers; no drawing and no domain."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One tier on the ladder, in words of the reader's language.

    threshold: what it takes ("10", "500 EUR"); price: what is paid then ("38.00");
    reached: whether the group is there; just_reached: whether this picture announces it.
    """

    threshold: str
    price: str
    reached: bool = False
    just_reached: bool = False


@dataclass(frozen=True)
class LadderPicture:
    """All that stands on the picture, already in the reader's language.

    steps: lowest threshold first, at least one, the reached ones before the others;
    toward_next: how far from the last reached step (or the ladder's foot) to the next, 0..1;
    current, upcoming: where the group is ("8 of 10") and what comes next ("2 more → 35.00");
    start_price: what is paid before the first step, "" to leave it out;
    rtl: mirror the picture for a language that is written from right to left.
    Raises ValueError if the steps or the fraction are not so.
    """

    title: str
    subtitle: str
    steps: tuple[Step, ...]
    toward_next: float
    current: str
    upcoming: str = ""
    start_price: str = ""
    rtl: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn truthfully."""
        reached = [step.reached for step in self.steps]
        if not reached or reached != sorted(reached, reverse=True):
            raise ValueError("a ladder needs a step, and its reached steps first")
        if any(step.just_reached and not step.reached for step in self.steps):
            raise ValueError("a step just reached is a reached one")
        if not 0 <= self.toward_next <= 1:
            raise ValueError("toward_next is a fraction from 0 to 1")
