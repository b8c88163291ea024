from odoo import Command
from odoo.tests import tagged

from .common import VnHandoverAreaCommon


@tagged("post_install", "-at_install")
class TestByArea(VnHandoverAreaCommon):
    def _take(self, user, areas=(), states=()):
        return {
            "user_id": user.id,
            "area_ids": [Command.set([area.id for area in areas])],
            "state_ids": [Command.set([state.id for state in states])],
        }

    def _owners(self, *targets):
        handover = self._handover("area", people=self.env["res.users"])
        handover.target_ids = [Command.create(values) for values in targets]
        handover.action_start()
        self.env.invalidate_all()
        return [record.user_id for record in (self.first, self.second, self.lead)]

    def test_areas_hold_those_below(self):
        owners = self._owners(
            self._take(self.mai, [self.north]), self._take(self.hai, [self.central])
        )
        self.assertEqual(owners, [self.mai, self.hai, self.hai])

    def test_the_narrower_place_decides(self):
        owners = self._owners(
            self._take(self.mai, [self.north], [self.hanoi, self.danang]),
            self._take(self.hai, [self.inner]),
        )
        self.assertEqual(owners, [self.hai, self.mai, self.mai])

    def test_else_nobody(self):
        owners = self._owners(self._take(self.mai, [self.inner]))
        self.assertEqual(owners, [self.mai, self.tuan, self.tuan])
