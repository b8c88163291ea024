"""What the figures of several sizes say: a table, and what grew too much."""

import itertools

#: seconds may grow so many times as much as the rows do: the machine has other work
SLACK = 1.6
#: what takes less than so many seconds is the noise of the machine
FLOOR = 1.5
#: MB that a job may take more on the larger company
MEMORY = 64


def too_much(figures):
    """Return why the *figures* of one job grow too much, empty when they don't.

    :param figures: {size: {"seconds": …, "memory": MB, "rows": …}}

    >>> one = {"seconds": 2.0, "memory": 5, "rows": 50_000}
    >>> four = {"seconds": 9.0, "memory": 9, "rows": 200_000}
    >>> too_much({50_000: one, 200_000: four})
    ''
    >>> too_much({50_000: one, 200_000: {**four, "seconds": 16.0}})
    '8.0 times as long for 4.0 times as many rows'
    >>> too_much({50_000: one, 200_000: {**four, "memory": 300}})
    '295 MB more memory'
    >>> too_much({200_000: {"failed": "over 600 s"}})
    'over 600 s'
    """
    failed = [each["failed"] for each in figures.values() if "failed" in each]
    if failed:
        return failed[-1]
    sizes = sorted(figures)
    for small, large in itertools.pairwise(sizes):
        before, after = figures[small], figures[large]
        rows = after["rows"] / before["rows"]
        # what is too short to be measured grows from the least that can be
        times = after["seconds"] / max(before["seconds"], 0.05)
        if after["seconds"] > FLOOR and times > rows * SLACK:
            return f"{times:.1f} times as long for {rows:.1f} times as many rows"
        more = after["memory"] - before["memory"]
        if more > MEMORY:
            return f"{more:.0f} MB more memory"
    return ""


def table(measured):
    """Return the lines of the table: a job a line, two columns a size.

    :param measured: {job: figures}

    >>> fine = {"seconds": 2.0, "memory": 5, "rows": 50_000, "bare": 1.6}
    >>> for line in table({"credit": {50_000: fine}}):
    ...     print(line)
    | job | 50,000: s | MB | bare SQL | ratio | growth |
    |---|---|---|---|---|---|
    | credit | 2.00 | 5 | 1.60 | 1.2 |  |
    """
    sizes = sorted({size for figures in measured.values() for size in figures})
    head = "".join(f" {size:,}: s | MB |" for size in sizes)
    yield f"| job |{head} bare SQL | ratio | growth |"
    yield "|---|" + "---|---|" * len(sizes) + "---|---|---|"
    for job, figures in measured.items():
        cells = [job]
        for size in sizes:
            each = figures.get(size, {})
            failed = each.get("failed", "")
            cells += (
                [f"{each['seconds']:.2f}", f"{each['memory']:.0f}"]
                if "seconds" in each
                else [failed, ""]
            )
        largest = figures[max(figures)]
        bare = largest.get("bare")
        cells += (
            [f"{bare:.2f}", f"{largest['seconds'] / bare:.1f}"] if bare else ["", ""]
        )
        cells.append(_growth(figures))
        yield "| " + " | ".join(cells) + " |"


def _growth(figures):
    """Return how many times as long each size takes as the one before."""
    known = [
        figures[size]["seconds"] / (figures[size]["rows"] / 1000)
        for size in sorted(figures)
        if "seconds" in figures[size]
    ]
    return " ".join(
        f"×{after / max(before, 1e-9):.2f}"
        for before, after in itertools.pairwise(known)
    )
