import base64
import binascii
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.image import image_process

from odoo.addons.crm_vn_base.arguments import takes

#: a phone keeps what it could not send for so long
LONGEST_HOURS = 72
#: a photo is no larger than this, in bytes
PHOTO_BYTES = 300 * 1024
#: (longest side, quality), tried until it is small enough
PHOTO_SIZES = ((1280, 85), (1280, 60), (960, 60), (640, 60), (480, 40))
LONGEST_NOTE = 5000


class CrmVnVisit(models.Model):
    """What phones send: it may wait for hours, and come more than once."""

    _inherit = "crm.vn.visit"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._prepare_photo(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._prepare_photo(vals))

    @api.model
    def _prepare_photo(self, vals):
        """Return *vals* with a small photo that says nothing of where it was taken."""
        if not vals.get("photo"):
            return vals
        try:
            source = base64.b64decode(vals["photo"], validate=False)
            for side, quality in PHOTO_SIZES:
                # saved anew, a picture has lost its position and its camera
                photo = image_process(
                    source, size=(side, side), quality=quality, output_format="JPEG"
                )
                if not photo or len(photo) <= PHOTO_BYTES:
                    break
        except (binascii.Error, TypeError, ValueError) as error:
            raise UserError(self.env._("This is no photo.")) from error
        return {**vals, "photo": base64.b64encode(photo)}

    @api.model
    @takes(visit_id="id", uuid="text")
    def check_in(self, visit_id, latitude, longitude, accuracy, uuid, age=0):
        """Check in from a phone, which sends what waited there.

        :param age: seconds since the person pressed the button; the phone's clock may
            be wrong, but it goes
        :return: ``{"state", "place", "distance", "warning"}``, for the phone to show;
            the warning is a text where the route warns of a distance, else False
        """
        place = self._get_numbers(latitude, longitude, accuracy)
        visit = self._get_sent(visit_id)
        visit._vn_check_in(*place, uuid, self._get_moment(age))
        return {
            "state": visit.state,
            "place": visit.place_state,
            "distance": round(visit.distance_m),
            "warning": visit._get_distance_warning(),
        }

    @api.model
    @takes(visit_id="id")
    def check_out(self, visit_id, age=0, latitude=False, longitude=False, accuracy=0):
        """Check out from a phone; the first one counts.

        :param age: seconds since the person pressed the button
        """
        place = self._get_numbers(latitude, longitude, accuracy)
        self._get_sent(visit_id)._vn_check_out(self._get_moment(age), place)
        return True

    @api.model
    @takes(visit_id="id", outcome="text")
    def send_outcome(self, visit_id, outcome):
        """Take what came of a visit; the last word counts.

        :param str outcome: one of those of the field, or "" for none
        """
        visit = self._get_sent(visit_id)
        if outcome and outcome not in dict(self._fields["outcome"].selection):
            raise UserError(self.env._("This outcome is unknown."))
        if (visit.outcome or "") != outcome:
            visit.write({"outcome": outcome or False})
        return True

    @api.model
    @takes(visit_id="id", note="text", before="text?")
    def send_note(self, visit_id, note, before=""):
        """Take a note that was written on a phone.

        Somebody may have written another one meanwhile: then both are kept.

        :param str note: the new text
        :param str before: the text that the phone had shown
        :return: ``{"conflict": bool}``
        """
        visit = self._get_sent(visit_id)
        note, now = note.strip()[:LONGEST_NOTE], (visit.note or "").strip()
        if note == now or (now and note and note in now):
            # it came already
            return {"conflict": False}
        conflict = bool(now) and now != (before or "").strip() and now not in note
        visit.write({"note": f"{now}\n---\n{note}" if conflict else note})
        return {"conflict": conflict}

    @api.model
    @takes(visit_id="id", photo="text")
    def send_photo(self, visit_id, photo):
        """Take a photo of at most 300 KB that a phone took.

        :param str photo: base64 of a picture
        """
        if not photo or len(photo) > PHOTO_BYTES * 2:
            raise UserError(self.env._("This is no photo of at most 300 KB."))
        self._get_sent(visit_id).write({"photo": photo})
        return True

    @api.model
    def _get_numbers(self, *numbers):
        """Return the numbers of a position or an age that a phone sent."""
        try:
            return tuple(float(number or 0) for number in numbers)
        except (TypeError, ValueError) as error:
            raise UserError(self.env._("Positions and ages are numbers.")) from error

    @api.model
    def _get_sent(self, visit_id):
        """Return the visit that a phone names.

        :raise UserError: there is none
        """
        visit = self.browse(visit_id).exists()
        if not visit:
            raise UserError(self.env._("This visit does not exist any more."))
        visit.check_access("write")
        return visit

    @api.model
    def _get_moment(self, age):
        """Return when something was done that is so many seconds old."""
        [seconds] = self._get_numbers(age)
        seconds = min(max(seconds, 0), LONGEST_HOURS * 3600)
        return fields.Datetime.now() - timedelta(seconds=int(seconds))
