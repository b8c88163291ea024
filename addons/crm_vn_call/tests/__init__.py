from . import test_call
from . import test_call_back
from . import test_dial
from . import test_recording
from . import test_registry
from . import test_rights
from . import test_streams
from . import test_tour
