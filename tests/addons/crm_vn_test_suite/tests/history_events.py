"""More of what happens: leads, talk, contracts, people, merges."""

from .history_common import History


class LongHistory(History):
    def do_new_lead(self):
        owner = self.owner()
        lead = self.root["crm.lead"].create(
            {
                "name": f"Cơ hội {len(self.leads)}",
                "type": "opportunity",
                "company_id": self.company.id,
                "team_id": self.teams[0].id,
                "partner_id": (self.some(self.customers) or self.company.partner_id).id,
                "user_id": owner.id,
            }
        )
        self.backdate(lead)
        self.leads.append(lead)
        # the rules of the demo company may have found somebody
        self.truth["leads_new"][lead.id] = (self.today(), lead.user_id.id)

    def do_win(self):
        lead = self.some([one for one in self.leads if one.won_status == "pending"])
        if not lead:
            return False
        lead.action_set_won()
        self.truth["leads_won"][lead.id] = (self.today(), lead.user_id.id)
        return True

    def do_lose(self):
        lead = self.some([one for one in self.leads if one.won_status == "pending"])
        if not lead:
            return False
        reason = self.root["crm.lost.reason"].search([], limit=1)
        lead.action_set_lost(lost_reason_id=reason.id)
        return True

    def do_comment(self):
        partner, author = self.some(self.customers), self.person()
        if not partner or not partner.active:
            return False
        told = self.concerned(partner) - {author.id}
        message = partner.with_user(author).message_post(
            body="Khách hỏi giá",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        self.comments.append((message, author))
        self.truth["comments"][message.id] = (self.today(), author.id)
        self.unread |= {(user_id, message.id) for user_id in told}
        return True

    def concerned(self, partner):
        """Return the ids of the users who are to read what is said of a customer."""
        self.root.flush_all()
        rows = self.root.cr
        rows.execute(
            """
            SELECT u.id FROM res_users u
             WHERE u.active AND NOT coalesce(u.share, FALSE)
               AND (u.id = %(owner)s OR u.partner_id IN (
                    SELECT partner_id FROM mail_followers
                     WHERE res_model = 'res.partner' AND res_id = %(partner)s))
            """,
            {"owner": partner.user_id.id or 0, "partner": partner.id},
        )
        ours = {user.id for user in (*self.people, self.manager)}
        return {user_id for (user_id,) in rows.fetchall()} & ours

    def do_mark_contact(self):
        found = self.some([pair for pair in self.comments if pair[0].exists()])
        if not found:
            return False
        message, author = found
        message.with_user(author).action_vn_toggle_contact()
        return True

    def do_read(self):
        partner, user = self.some(self.customers), self.person()
        if not partner or not partner.active:
            return False
        partner.with_user(user).vn_mark_discussion_read()
        self.forget_unread(partner, user.id)
        return True

    def forget_unread(self, partner, user_id=None):
        messages = {
            message.id
            for message, _author in self.comments
            if message.model == "res.partner" and message.res_id == partner.id
        }
        self.unread = {
            (reader, message)
            for reader, message in self.unread
            if message not in messages or user_id not in (None, reader)
        }

    def do_new_contract(self):
        partner, owner = self.some(self.customers), self.person()
        if not partner or not partner.active:
            return False
        contract = self.root["crm.vn.contract"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "user_id": owner.id,
                "value": 1_000,
                "start_date": self.today(),
                "end_date": self.days_ago(-90),
            }
        )
        self.backdate(contract)
        self.contracts.append(contract)
        if self.random.random() < 0.7:
            contract.action_sign()
            self.truth["contracts"][contract.id] = (
                contract.signed_date,
                contract.user_id.id,
            )
        return True

    def do_status(self):
        """Suspend and resume: nothing that was earned changes."""
        contract = self.some([one for one in self.contracts if one.is_signed])
        if not contract or contract.meaning not in ("active", "suspended"):
            return False
        active = contract.meaning == "active"
        contract.status_id = self.suspended if active else self.active
        return True

    def do_hand_over(self):
        pool = self.random.choice(
            [self.customers, self.leads, self.orders, self.contracts]
        )
        record = self.some(pool)
        if not record or ("active" in record._fields and not record.active):
            return False
        user = self.person()
        record.user_id = user
        key = record.id if record._name == "res.partner" else None
        day, owner = self.truth["customers_new"].get(key, (None, None))
        if key and day == self.today() and not owner:
            # the first owner of the day on which somebody became a customer
            self.truth["customers_new"][key] = (day, user.id)
        return True

    def do_group(self):
        partner = self.some(self.customers)
        if not partner:
            return False
        partner.vn_group_ids = self.groups.browse(
            self.random.sample(self.groups.ids, self.random.randint(0, 2))
        )
        return True

    def do_snooze(self):
        partner = self.some(self.customers)
        if not partner:
            return False
        partner.vn_snooze_date = self.days_ago(self.random.randint(-15, 5))
        return True

    def do_merge(self):
        alike = [one for one in self.customers if one.active and not one.child_ids]
        if len(alike) < 2:
            return False
        source, kept = self.random.sample(alike, 2)
        if source.is_company != kept.is_company:
            return False
        moment, first = min((self.since[one.id], one.id) for one in (source, kept))
        since = self.truth["customers_new"][first]
        self.root["base.partner.merge.automatic.wizard"]._merge(
            [source.id, kept.id], kept
        )
        self.customers.remove(source)
        del self.truth["customers_new"][source.id]
        self.truth["customers_new"][kept.id] = since
        self.since[kept.id] = moment
        self.settle()
        return True

    def do_archive(self):
        """Archive a customer, or take one back."""
        partner = self.some(self.customers)
        if not partner or partner.child_ids:
            return False
        partner.active = not partner.active
        if not partner.active:
            self.forget_unread(partner)
        return True

    def do_change_team(self):
        user, team = self.person(), self.random.choice(list(self.teams))
        if user in team.member_ids:
            return False
        team.member_ids += user
        today, yesterday = self.today(), self.days_ago(1)
        for (_team, member), spans in self.spans.items():
            if member == user.id and spans and spans[-1][1] is None:
                spans[-1][1] = yesterday
                if spans[-1][0] and spans[-1][0] > yesterday:
                    spans.pop()
        mine = self.spans.setdefault((team.id, user.id), [])
        if mine and mine[-1][1] == yesterday:
            mine[-1][1] = None
        else:
            mine.append([today, None])
        return True

    def do_review(self):
        self.root["res.partner"].search(
            [("company_id", "=", self.company.id)]
        )._vn_tier_review()

    def do_crons(self):
        """What repairs changes nothing, and what is due is done."""
        Partner = self.root["res.partner"]
        Partner._cron_contact_refresh()
        Partner._vn_score_rebuild()
