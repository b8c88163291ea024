from . import test_documents
from . import test_replay
from . import test_rights
from . import test_tier
from . import test_tours
