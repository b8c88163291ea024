"""What a job is: a preparation, and work that is begun again."""


class Job:
    """One kind of work.

    :ivar outside: the gateway and Zalo, in a process of their own
    :ivar differs: {(table, column)}: bookkeeping that a kill may change
    :ivar left_out: tables that a kill may change, :meth:`check` looks at them
    """

    outside = None
    differs = frozenset()
    left_out = ()

    def prepare(self, env):
        """Make what the work needs; it is committed."""

    def work(self, env):
        """Do the work, to its end; commit as the real thing does."""
        raise NotImplementedError

    def check(self, cr):
        """Return what is wrong beyond the tables, as lines: what reached a phone."""
        return []


def run(env, *names):
    """Run these scheduled actions, one after the other."""
    for name in names:
        env.ref(name).method_direct_trigger()
        env.cr.commit()
