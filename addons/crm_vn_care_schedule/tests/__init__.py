from . import (
    test_access,
    test_automatic,
    test_dates,
    test_enroll,
    test_holidays,
    test_plain,
    test_reactions,
    test_tour,
)
