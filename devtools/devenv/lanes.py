"""Jobs that need each other, some at a time."""

import concurrent.futures
import dataclasses
import os
from collections.abc import Callable

# a lane keeps about one processor busy, and takes a gigabyte and a half
LANES = min(4, os.cpu_count() or 1)


@dataclasses.dataclass(frozen=True)
class Job:
    """Something to do.

    :param name: by which others need it
    :param act: called with nothing; what it returns is the result
    :param needs: names of the jobs that have to be over before, well or not
    :param beside: it mostly waits, and takes no lane
    """

    name: str
    act: Callable
    needs: tuple[str, ...] = ()
    beside: bool = False


def run(jobs, lanes=LANES):
    """Do all *jobs*; of those that may start, the first of the list starts first.

    >>> order = []
    >>> def job(name, *needs):
    ...     return Job(name, lambda: order.append(name) or len(order), needs)
    >>> run([job("roof", "wall"), job("door"), job("wall")], lanes=1)
    {'door': 1, 'wall': 2, 'roof': 3}
    >>> order
    ['door', 'wall', 'roof']
    >>> run([job("egg", "hen"), job("hen", "egg")])
    Traceback (most recent call last):
    ...
    ValueError: egg, hen: what they need never comes

    :param jobs: a list of :class:`Job`
    :param lanes: how many run at the same time
    :return: ``{name: result}``
    :raise Exception: what a job raised; those that had started come to their end
    """
    waiting, running, results = list(jobs), {}, {}
    with concurrent.futures.ThreadPoolExecutor(len(jobs) or 1) as pool:
        while waiting or running:
            for job in list(waiting):
                free = lanes > sum(not other.beside for other in running.values())
                if (free or job.beside) and results.keys() >= set(job.needs):
                    waiting.remove(job)
                    running[pool.submit(job.act)] = job
            if not running:
                names = ", ".join(job.name for job in waiting)
                raise ValueError(f"{names}: what they need never comes")
            ended, _others = concurrent.futures.wait(
                running, return_when=concurrent.futures.FIRST_COMPLETED
            )
            for future in ended:
                results[running.pop(future).name] = future.result()
    return results
