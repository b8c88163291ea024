from . import (
    test_assignment,
    test_assignment_condition,
    test_assignment_cursors,
    test_assignment_rule,
    test_classification,
    test_deadline,
    test_notice,
    test_preview,
    test_search_operators,
    test_tools,
    test_tour,
)
