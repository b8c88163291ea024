from . import test_guide
from . import test_guide_phone
from . import test_help
from . import test_help_tour
from . import test_login_browser
from . import test_words
