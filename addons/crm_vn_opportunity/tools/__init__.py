from . import properties, rotation, worktime
