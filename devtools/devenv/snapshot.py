"""What a database consists of, as far as an addon may add to it."""

from . import cluster

# name of the part -> rows that identify what is there
PARTS = {
    "tables": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    "columns": (
        "SELECT table_name || '.' || column_name FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    ),
    "indexes": "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": (
        "SELECT conrelid::regclass || '.' || conname FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace"
    ),
    "functions": (
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    ),
    "triggers": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "models": "SELECT model FROM ir_model",
    "fields": "SELECT model || '.' || name FROM ir_model_fields",
    "views": "SELECT id || ' ' || name FROM ir_ui_view",
    "menus": "SELECT id || ' ' || (name->>'en_US') FROM ir_ui_menu",
    "crons": "SELECT id || ' ' || cron_name FROM ir_cron",
    "actions": "SELECT id || ' ' || (name->>'en_US') FROM ir_actions",
    "rules": "SELECT id || ' ' || name FROM ir_rule",
    "access": "SELECT id || ' ' || name FROM ir_model_access",
    "groups": "SELECT id || ' ' || (name->>'en_US') FROM res_groups",
    "sequences": "SELECT id || ' ' || name FROM ir_sequence",
    "parameters": "SELECT key FROM ir_config_parameter",
    "templates": "SELECT id || ' ' || (name->>'en_US') FROM mail_template",
    "activity types": "SELECT id || ' ' || (name->>'en_US') FROM mail_activity_type",
}


def snapshot(database):
    """Return ``{part: set of names}`` of *database*."""
    return {
        part: set(filter(None, cluster.psql(sql, database).splitlines()))
        for part, sql in PARTS.items()
    }


def left_over(before, after):
    """Return the lines that tell what *after* has beyond *before*, or lacks."""
    lines = []
    for part in PARTS:
        lines += [f"{part}: left {name}" for name in after[part] - before[part]]
        lines += [f"{part}: lost {name}" for name in before[part] - after[part]]
    return sorted(lines)
