from . import (
    test_address,
    test_area,
    test_conversion,
    test_conversion_property,
    test_install,
    test_locate,
    test_plain_composed,
    test_plain_edges,
    test_plain_reading,
    test_tools,
    test_tours,
    test_units,
)
