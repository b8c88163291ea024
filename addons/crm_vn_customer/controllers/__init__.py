from . import home
from . import thread
