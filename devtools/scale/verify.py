"""Nothing lost, nothing doubled: what the database must hold in the end."""

#: where a mark stands
WHERE = {
    "activity": "SELECT feedback FROM mail_activity WHERE feedback LIKE 'mark-%'",
    "comment": "SELECT substring(body from 'mark-[0-9a-f-]+') FROM mail_message"
    " WHERE message_type = 'comment' AND body LIKE '%mark-%'",
    "order": "SELECT client_order_ref FROM sale_order"
    " WHERE client_order_ref LIKE 'mark-%'",
    "confirmation": "SELECT client_order_ref FROM sale_order"
    " WHERE client_order_ref LIKE 'mark-%' AND state = 'sale'",
}
CARE = "customers who bought, and have no care"
#: queries that must find nothing
DOUBLES = {
    CARE: """
        SELECT DISTINCT o.partner_id FROM sale_order o
         WHERE o.client_order_ref LIKE 'mark-%' AND o.state = 'sale'
           AND NOT EXISTS (SELECT FROM crm_vn_care_enrollment e
                            WHERE e.partner_id = o.partner_id)""",
    "documents with a schedule twice": """
        SELECT res_id FROM crm_vn_care_enrollment
         GROUP BY plan_id, res_model, res_id HAVING count(*) > 1""",
    "care lines planned twice": """
        SELECT enrollment_id FROM crm_vn_care_line
         GROUP BY enrollment_id, template_id HAVING count(*) > 1""",
    "care lines with an activity that is another's": """
        SELECT activity_id FROM crm_vn_care_line WHERE activity_id IS NOT NULL
         GROUP BY activity_id HAVING count(*) > 1""",
    "reminders of a contract sent twice": """
        SELECT contract_id FROM crm_vn_contract_reminder
         GROUP BY contract_id, days, end_date HAVING count(*) > 1""",
    # Odoo numbers what it logs on many records at once with one number
    "messages with one number twice on a record": """
        SELECT message_id FROM mail_message
         WHERE message_id IS NOT NULL AND message_id <> ''
         GROUP BY message_id, model, res_id HAVING count(*) > 1""",
}


def faults(rows_of, ledger):
    """Return what is wrong, as lines.

    :param rows_of: function that returns the rows of a query, as text
    :param ledger: what was promised, see :class:`~devtools.scale.load.Ledger`

    >>> class Known:
    ...     promised = [("order", "mark-1"), ("order", "mark-2"), ("order", "mark-3")]
    ...     doubtful = [("order", "mark-4"), ("order", "mark-5")]
    >>> rows = {WHERE["order"]: ["mark-1", "mark-2", "mark-2", "mark-4"]}
    >>> for line in faults(lambda query: rows.get(query, []), Known):
    ...     print(line)
    order mark-3 was promised and is there 0 times
    order mark-2 was promised and is there 2 times
    """
    found = []
    for kind, query in WHERE.items():
        counts = {}
        for mark in rows_of(query):
            counts[mark] = counts.get(mark, 0) + 1
        promised = {mark for what, mark in ledger.promised if what == kind}
        doubtful = {mark for what, mark in ledger.doubtful if what == kind}
        found += [
            f"{kind} {mark} was promised and is there 0 times"
            for mark in sorted(promised - counts.keys())
        ]
        for mark, count in sorted(counts.items()):
            if count > 1:
                word = "promised" if mark in promised else "not promised"
                found.append(f"{kind} {mark} was {word} and is there {count} times")
            elif mark not in promised | doubtful and kind == "order":
                found.append(f"{kind} {mark} was never asked for")
    for what, query in DOUBLES.items():
        rows = rows_of(query)
        if rows:
            found.append(f"{len(rows)} {what}: {', '.join(rows[:5])}")
    return found
