"""Shared by the tests of what crosses addons."""

import pytest

from devtools.devenv import config

# tests of the whole suite run inside Odoo
collect_ignore = ["addons"]


def pytest_generate_tests(metafunc):
    if "addon" in metafunc.fixturenames:
        metafunc.parametrize("addon", config.addon_names())


@pytest.fixture(scope="session")
def root():
    """The folder of the project."""
    return config.ROOT
