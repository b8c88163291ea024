from . import (
    test_day,
    test_documents,
    test_health,
    test_merge,
    test_plain_tier,
    test_protected,
    test_replay,
    test_rights,
    test_tier,
    test_tours,
)
