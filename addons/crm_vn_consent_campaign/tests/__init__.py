from . import test_consent_campaign
from . import test_tour
