"""Whose turn it is: round robin with weights, absences and limits.

Everyone has a *clock*. A turn moves it on by ``TURN / weight``, and the next turn
goes to the clock that is furthest behind; the earlier place in the list decides
between equal ones. Among people of equal weight who are all there, the numbers of
turns never differ by more than 1, in whatever batches the turns come.

Who can't take a turn (away, or enough to do) is passed over, and its clock is
pulled along: people who come back go on with the others, they don't get everything
that came in meanwhile.
"""

from dataclasses import dataclass

# divisible by every weight up to 16, so that turns of these add up exactly
TURN = 720720


@dataclass
class Person:
    """One place in a list of people.

    :param key: what the caller knows the person by
    :param weight: share of the turns, 1 or more
    :param clock: where the clock stands
    :param room: turns that may still be taken, None for any number
    :param hindrance: why no turn may be taken at all, in words; empty if it may
    """

    key: object
    weight: int = 1
    clock: int = 0
    room: int | None = None
    hindrance: str = ""

    @property
    def is_there(self):
        return not self.hindrance and (self.room is None or self.room > 0)


def take_turn(people):
    """Give the next turn to one of *people*; return it, or None.

    The clocks and rooms of the people are changed.

    >>> hoa, minh, lan = Person("Hoa"), Person("Minh", weight=2), Person("Lan")
    >>> [take_turn([hoa, minh, lan]).key for _turn in range(8)]
    ['Hoa', 'Minh', 'Lan', 'Minh', 'Hoa', 'Minh', 'Lan', 'Minh']

    Whoever was away goes on with the others:

    >>> hoa, minh = Person("Hoa"), Person("Minh", hindrance="away")
    >>> [take_turn([hoa, minh]).key for _turn in range(3)]
    ['Hoa', 'Hoa', 'Hoa']
    >>> minh.hindrance = ""
    >>> [take_turn([hoa, minh]).key for _turn in range(4)]
    ['Hoa', 'Minh', 'Hoa', 'Minh']

    Nobody takes more than there is room for:

    >>> hoa, minh = Person("Hoa", room=1), Person("Minh", room=2)
    >>> [take_turn([hoa, minh]) and 1 for _turn in range(4)]
    [1, 1, 1, None]
    """
    there = [person for person in people if person.is_there]
    if not there:
        return None
    chosen = min(there, key=lambda person: person.clock)
    chosen.clock += TURN // max(chosen.weight, 1)
    level = min(person.clock for person in there)
    for person in people:
        if not person.is_there:
            person.clock = max(person.clock, level)
    if chosen.room is not None:
        chosen.room -= 1
    return chosen


def wind_back(people):
    """Set the clocks so that the one furthest behind stands at 0.

    Differences are all that counts; this keeps the numbers small.

    >>> people = [Person("Hoa", clock=3 * TURN), Person("Minh", clock=2 * TURN)]
    >>> wind_back(people)
    >>> [person.clock // TURN for person in people]
    [1, 0]
    """
    if people:
        behind = min(person.clock for person in people)
        for person in people:
            person.clock -= behind


def starting_clock(clocks):
    """Return the clock of someone who joins people with *clocks*.

    >>> starting_clock([5, 3])
    3
    >>> starting_clock([])
    0
    """
    return min(clocks, default=0)
