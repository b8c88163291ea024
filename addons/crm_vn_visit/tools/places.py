"""Who is visited on which day, under a limit. No ORM in here."""

from bisect import bisect_left


class Places:
    """The days that are worked, and who is visited on each.

    >>> places = Places(["mon", "tue", "wed"], {"mon": {1}, "tue": {2}}, limit=1)
    >>> places.take(3, "mon"), places.take(2, "tue"), places.take(4, "mon")
    (('wed', True), ('tue', False), (None, False))
    >>> Places([]).take(1, "mon")
    (None, False)
    """

    def __init__(self, worked, taken=None, limit=0):
        """Begin with the *worked* days, and who is visited on each of them.

        :param dict taken: ``{day: customers}``, filled by what is taken; several places
            may share it
        :param int limit: visits a day; 0 for none
        """
        self.worked, self.limit = sorted(worked), limit
        self.taken = {} if taken is None else taken

    def take(self, customer, day):
        """Find the first place for a customer from *day* on.

        :return: ``(day, whether it was taken now)``: a customer who is visited on that
            day anyway needs no second place, without any the day is None
        """
        for one in self.worked[bisect_left(self.worked, day) :]:
            customers = self.taken.setdefault(one, set())
            if customer in customers:
                return one, False
            if not self.limit or len(customers) < self.limit:
                customers.add(customer)
                return one, True
        return None, False
