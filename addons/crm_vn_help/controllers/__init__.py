from . import guide
from . import home
