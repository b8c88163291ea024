"""What came out of a call, and what to do next, without the ORM."""

ANSWERED = "answered"
NO_ANSWER = "no_answer"
CALL_BACK = "call_back"
WRONG_NUMBER = "wrong_number"
REFUSED = "refused"

#: days to the proposed next step, 0 for none
NEXT_DAYS = {
    ANSWERED: 0,
    NO_ANSWER: 1,
    CALL_BACK: 3,
    WRONG_NUMBER: 1,
    REFUSED: 30,
}
#: nobody was spoken to: no contact with the customer
NOT_REACHED = (NO_ANSWER, WRONG_NUMBER)


def next_days(outcome, chosen=None):
    """Return in how many days the next step is.

    :param str outcome: what came out, a key of ``NEXT_DAYS``, or an empty value
    :param int chosen: what the person chose, 0 for nothing; None for the proposal

    >>> next_days(NO_ANSWER), next_days(NO_ANSWER, 7), next_days(NO_ANSWER, 0)
    (1, 7, 0)
    >>> next_days(ANSWERED), next_days(None), next_days(False, 7)
    (0, 0, 7)
    """
    if chosen is None:
        return NEXT_DAYS.get(outcome, 0)
    return int(chosen)


def is_contact(outcome):
    """Return whether somebody was spoken to.

    >>> is_contact(ANSWERED), is_contact(REFUSED), is_contact(False)
    (True, True, True)
    >>> is_contact(NO_ANSWER), is_contact(WRONG_NUMBER)
    (False, False)
    """
    return outcome not in NOT_REACHED
