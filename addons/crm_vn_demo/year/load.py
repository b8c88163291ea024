"""The order in which the year is loaded."""

import logging
import time

from . import (
    care,
    channels,
    company,
    contacts,
    contracts,
    customers,
    figures,
    leads,
    lists,
    orders,
    rights,
)
from .stage import Stage

_logger = logging.getLogger(__name__)
#: each loads one kind of thing, on what those before it have loaded
CHAPTERS = (
    company.load,
    customers.load,
    leads.load,
    orders.load,
    contracts.load,
    contacts.load,
    care.load,
    channels.load,
    rights.load,
    lists.load,
    figures.load,
)


def load(env):
    """Load the whole year; the same one whenever it is called on a new database."""
    stage = Stage(env)
    for chapter in CHAPTERS:
        started = time.monotonic()
        chapter(stage)
        stage.env.flush_all()
        _logger.info("%s: %.1f s", chapter.__module__, time.monotonic() - started)
