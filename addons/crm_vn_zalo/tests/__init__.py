from . import test_send
from . import test_token
from . import test_tour
from . import test_webhook
from . import test_who
from . import test_plain_zalo
from . import test_neutralize
