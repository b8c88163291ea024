from . import test_adapters
from . import test_plain_calls
from . import test_plain_history
from . import test_plain_values
from . import test_bridge
from . import test_bridge_ari
from . import test_neutralize
from . import test_plain_pinned
