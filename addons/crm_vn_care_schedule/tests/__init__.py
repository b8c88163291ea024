from . import (
    test_access,
    test_automatic,
    test_cursors,
    test_dates,
    test_enroll,
    test_holidays,
    test_plain,
    test_reactions,
    test_registry,
    test_there_and_back,
    test_tour,
)
