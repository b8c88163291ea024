from . import test_reminder_messages
