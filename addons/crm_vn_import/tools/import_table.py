"""A list being imported: its rows, and what became of each."""

from dataclasses import dataclass, field

#: of so many rows of a batch the report tells the state, beside the doubtful ones
PEOPLE_MAX = 200


@dataclass
class ImportRow:
    """One line of the list."""

    #: position in the data that ``load`` was given
    index: int
    #: {field: text}, as in the file
    values: dict
    #: {field: value} that needs no conversion: relations by id, and what was derived
    extra: dict = field(default_factory=dict)
    #: phone numbers of the row, E.164
    numbers: list = field(default_factory=list)
    #: what stands where a phone belongs and is no number
    typed_phone: str = ""
    #: e-mail addresses and websites, as typed
    emails: list = field(default_factory=list)
    sites: list = field(default_factory=list)
    #: the province as the list writes it
    province: str = ""
    #: lines of the note: (label or "", text)
    notes: list = field(default_factory=list)
    #: people of the customer: {field: text}
    contacts: list = field(default_factory=list)
    #: what was not taken over, in words
    kept: list = field(default_factory=list)
    #: fields that were written, what the customer had in them, and who changed it
    #: last before, and when: for those who remember imports
    written: list = field(default_factory=list)
    before: dict = field(default_factory=dict)
    stamp: list = field(default_factory=list)
    #: contacts that are changed: (record, what it had, fields, its stamp)
    changed_contacts: list = field(default_factory=list)
    #: why somebody should have a look, in words
    doubts: list = field(default_factory=list)
    #: what other addons read in it, for when its customer is written
    told: dict = field(default_factory=dict)
    #: what tells its customer from others: tuples
    keys: list = field(default_factory=list)
    #: id of the record that the row is about, if there is one
    target: int | None = None
    #: the row names its record by a code or an id
    explicit: bool = False
    #: "created", "updated" or "skipped"
    outcome: str | None = None
    #: the row before that is about the same customer, and whether this one adds to it
    first: object = None
    adds: bool = False
    #: (field or False, reason, value or None)
    errors: list = field(default_factory=list)
    #: messages of Odoo's own about this row
    stock: list = field(default_factory=list)
    #: the row that this one goes on with: a further line of the same record
    main: "ImportRow | None" = None


class ImportTable:
    """All lines from the first that is due; those up to *limit* are due now.

    The others are only checked, so that a fault at the end of a long list shows
    before its beginning is written.
    """

    def __init__(self, fields, data, limit, left_out=()):
        #: columns that nothing can be made of
        self.left_out = [name for name in fields if name in left_out]
        self.fields = [name for name in fields if name not in left_out]
        self.limit = limit
        self.rows = [
            ImportRow(
                index,
                {
                    name: value
                    for name, value in zip(fields, line, strict=True)
                    if name not in left_out
                },
            )
            for index, line in enumerate(data)
        ]

    def join_lines(self):
        """Find the rows that hold nothing but a further line of the row above."""
        lines = {name for name in self.fields if "/" in name}
        above = None
        for row in self.rows:
            filled = {name for name, value in row.values.items() if value}
            if above and filled and filled <= lines:
                row.main = above
            else:
                above = row

    def open_lines(self):
        """Return the rows still to be written, with the further lines of each."""
        wrong = {id(row.main or row) for row in self.rows if row.errors}
        return [
            row
            for row in self.rows
            if id(row.main or row) not in wrong and not (row.main or row).outcome
        ]

    def due(self):
        """Return the rows of this batch, each record once."""
        return [row for row in self.rows[: self.limit] if not row.main]

    def good(self):
        """Return the rows of this batch that are to be written."""
        return [
            row
            for row in self.due()
            if not row.errors and not row.outcome and not row.first
        ]

    def close(self):
        """Say of rows about the customer of an earlier row what became of them."""
        for row in self.rows:
            first = row.first
            if not first or row.errors:
                continue
            if first.errors:
                row.errors = list(first.errors)
            elif first.target:
                changed = row.adds and first.outcome == "updated"
                row.outcome = "updated" if changed else "skipped"
            else:
                row.outcome = "updated" if row.adds else "skipped"

    def plain_fields(self):
        """Return the fields that Odoo converts: those that are still text."""
        names = dict.fromkeys(name for row in self.rows for name in row.values)
        return [name for name in names if name != ".id"]

    def blame(self, rows, messages):
        """Hand Odoo's *messages* about *rows* to the rows they are about."""
        failed = False
        for message in messages:
            span = message.get("rows")
            if message.get("type") != "error" and span is None:
                continue
            failed = failed or message.get("type") == "error"
            row = rows[span["from"]] if span else (rows or self.rows)[0]
            if message["type"] == "error":
                reason = message["message"]
                row.errors.append((message.get("field") or False, reason, None))
                row.stock.append(message)
        return failed

    def messages(self):
        """Return what is wrong, in the form that the dialog shows."""
        result = []
        for row in self.rows:
            for name, reason, value in row.errors:
                message = next((m for m in row.stock if m["message"] == reason), {})
                result.append(
                    {
                        **message,
                        "type": "error",
                        "rows": {"from": row.index, "to": row.index},
                        "record": row.index,
                        "field": name,
                        "message": reason,
                        **({"value": value, "vn_choice": True} if value else {}),
                    }
                )
        return result

    def report(self):
        """Count what became of the rows of this batch."""
        due = self.due()
        failed = [
            {
                "index": row.index,
                "name": row.values.get("name") or "",
                "reason": "; ".join(dict.fromkeys(error[1] for error in row.errors)),
            }
            for row in due
            if row.errors
        ]
        counts = {
            outcome: sum(row.outcome == outcome and not row.errors for row in due)
            for outcome in ("created", "updated", "skipped")
        }
        return {
            "rows": len(due),
            **counts,
            "failed": failed,
            "kept": [self._told(row, row.kept) for row in due if row.kept],
            "people": [
                {
                    **self._told(row, [*row.doubts, *row.kept]),
                    "state": "failed" if row.errors else row.outcome,
                    # there is nothing to add, and yet it says something else
                    "differs": bool(row.kept) and row.outcome == "skipped",
                }
                for index, row in enumerate(due)
                if index < PEOPLE_MAX or row.doubts or row.kept
            ],
            "doubtful": sum(bool(row.doubts) and not row.errors for row in due),
            "left_out": self.left_out,
        }

    def _told(self, row, reasons):
        return {
            "index": row.index,
            "name": row.values.get("name") or "",
            "reason": "; ".join(dict.fromkeys(reasons)),
        }
