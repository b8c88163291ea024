from . import home
from . import thread
from . import import_template
