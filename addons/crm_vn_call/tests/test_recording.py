from http.server import BaseHTTPRequestHandler

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import VnCallCommon

SOUND = bytes(range(256)) * 40


class Sounds(BaseHTTPRequestHandler):
    """A switchboard's store of recordings, on loopback."""

    def do_GET(self):
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest")
            self.end_headers()
            return
        wanted = self.headers.get("Range")
        data = SOUND[100:200] if wanted == "bytes=100-199" else SOUND
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Type", "audio/wav")
        self.send_header("Content-Length", str(len(data)))
        if wanted:
            self.send_header("Content-Range", f"bytes 100-199/{len(SOUND)}")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args):
        pass


@tagged("post_install", "-at_install")
class TestRecording(VnCallCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        port = cls._serve(Sounds)
        cls.address = f"http://127.0.0.1:{port}"
        cls.provider.write(
            {
                "announcement_played": True,
                "recording_hosts": f"127.0.0.1:{port}",
                "recording_private": True,
            }
        )

    def record(self, path, name="r1"):
        self.answer(name, recording_url=self.address + path)
        return self.find(name).with_user(self.manager)

    def test_listening_is_noted(self):
        call = self.record("/1.wav")
        response = call._open_recording()
        self.assertEqual(response.content, SOUND)
        response = call._open_recording("bytes=100-199")
        self.assertEqual(
            (response.status_code, response.content), (206, SOUND[100:200])
        )
        listens = self.env["crm.vn.call.listen"].search([("call_id", "=", call.id)])
        self.assertEqual(listens.user_id, self.manager)
        self.assertEqual(len(listens), 2)
        with self.assertRaises(AccessError):
            listens[0].with_user(self.manager).unlink()

    def test_without_the_right_or_the_announcement(self):
        call = self.record("/1.wav")
        with self.assertRaises(AccessError):
            call.with_user(self.user_own)._open_recording()
        self.provider.announcement_played = False
        self.assertFalse(call.has_recording)
        with self.assertRaisesRegex(UserError, "told that they are recorded"):
            call._open_recording()

    def test_the_server_asks_no_stranger(self):
        call = self.record("/1.wav")
        refused = "not fetched"
        self.provider.recording_private = False
        with self.assertRaisesRegex(UserError, refused):
            call._open_recording()
        self.provider.write({"recording_private": True, "recording_hosts": "a.example"})
        with self.assertRaisesRegex(UserError, refused):
            call._open_recording()
        self.provider.recording_hosts = "169.254.169.254, 0.0.0.0, localhost"
        for number, url in enumerate(
            (
                "http://169.254.169.254/latest",
                "http://0.0.0.0/x",
                "file:///etc/passwd",
                "http://[::ffff:169.254.169.254]/x",
            )
        ):
            self.answer(f"s{number}", recording_url=url)
            with self.assertRaisesRegex(UserError, refused):
                self.find(f"s{number}").with_user(self.manager)._open_recording()

    def test_a_redirect_is_not_followed(self):
        with self.assertRaisesRegex(UserError, "does not give"):
            self.record("/moved")._open_recording()


@tagged("post_install", "-at_install")
class TestListening(VnCallCommon, HttpCase):
    def test_a_player_asks_for_a_part(self):
        """A range goes through to the switchboard and back; each is noted."""
        port = self._serve(Sounds)
        self.provider.write(
            {
                "announcement_played": True,
                "recording_hosts": f"127.0.0.1:{port}",
                "recording_private": True,
            }
        )
        call = self.answer("h1", recording_url=f"http://127.0.0.1:{port}/1.wav")
        self.user_own.group_ids += self.env.ref("crm_vn_call.group_vn_listen")
        self.authenticate("vn_user_own", "vn_user_own")
        path = f"/vn/call/{call.id}/recording"
        whole = self.url_open(path)
        self.assertEqual((whole.status_code, whole.content), (200, SOUND))
        self.assertEqual(whole.headers["Content-Type"], "audio/wav")
        part = self.url_open(path, headers={"Range": "bytes=100-199"})
        self.assertEqual((part.status_code, part.content), (206, SOUND[100:200]))
        self.assertEqual(part.headers["Content-Range"], f"bytes 100-199/{len(SOUND)}")
        listens = self.env["crm.vn.call.listen"].search([("call_id", "=", call.id)])
        self.assertEqual((len(listens), listens.user_id), (2, self.user_own))
        # of a redirect, and of a call that is hidden or not there, nothing is heard
        moved = self.answer("h2", recording_url=f"http://127.0.0.1:{port}/moved")
        answer = self.url_open(f"/vn/call/{moved.id}/recording", allow_redirects=False)
        self.assertEqual(answer.status_code, 404)
        self.authenticate("vn_user_2", "vn_user_2")
        self.user_2.group_ids += self.env.ref("crm_vn_call.group_vn_listen")
        self.assertEqual(self.url_open(path).status_code, 403)
        gone = f"/vn/call/{moved.id + 1000}/recording"
        self.assertIn(self.url_open(gone).status_code, (403, 404))
        self.assertEqual(
            self.env["crm.vn.call.listen"].search_count([("call_id", "=", call.id)]), 2
        )
