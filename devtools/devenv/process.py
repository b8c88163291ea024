"""Running other programs: quietly when they work, in full when they fail."""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time

from . import config


def say(text):
    """Tell the user what happens now."""
    sys.stdout.write(f"[crm_vn] {text}\n")
    sys.stdout.flush()


class Overtime(config.Problem):
    """A program that was ended because it took too long."""


def run(command, *, log=None, user=None, check=True, limit=None, **options):
    """Run *command*; its output goes to *log* and is shown if it fails.

    :param log: name of a file in the log folder; None keeps the terminal
    :param user: run as this user (only when started by root)
    :param limit: seconds after which it is ended, with all that it started
    :raise config.Problem: when it fails and *check* is set
    :raise Overtime: when it took longer than *limit*
    """
    command = [str(part) for part in command]
    if user:
        command = [*as_user(user), *command]
        options.setdefault("cwd", "/")
    if not log:
        result = _run_to_the_end(command, limit, options)
        if check and result.returncode:
            raise config.Problem(f"Failed ({result.returncode}): {' '.join(command)}")
        return result
    config.LOGS.mkdir(parents=True, exist_ok=True)
    path = config.LOGS / log
    with path.open("wb") as handle:
        options |= {"stdout": handle, "stderr": subprocess.STDOUT}
        result = _run_to_the_end(command, limit, options)
    if check and result.returncode:
        tail = path.read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
        raise config.Problem(
            "\n".join([*tail, f"Failed: {' '.join(command)}", f"Whole log: {path}"])
        )
    return result


def _run_to_the_end(command, limit, options):
    if not limit:
        return subprocess.run(command, check=False, **options)
    # a group of its own can be ended as one
    with subprocess.Popen(command, start_new_session=True, **options) as process:
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            raise Overtime(f"Ended after {limit} s: {' '.join(command)}") from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    return process


def output(command, *, user=None, may_fail=False, **options):
    """Return what *command* prints.

    :param may_fail: a failure is an answer too, unless it says why on stderr
    :raise config.Problem: when it fails
    """
    command = [str(part) for part in command]
    if user:
        command = [*as_user(user), *command]
        options.setdefault("cwd", "/")
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, **options
    )
    if result.returncode and not (may_fail and not result.stderr.strip()):
        raise config.Problem(f"{' '.join(command)}\n{result.stderr.strip()}")
    return result.stdout


def as_user(user):
    """Return the words that make a command run as *user*."""
    entry = pwd.getpwnam(user)
    if not shutil.which("setpriv"):
        raise config.Problem("setpriv is missing (package util-linux).")
    return [
        "setpriv",
        f"--reuid={entry.pw_uid}",
        f"--regid={entry.pw_gid}",
        "--clear-groups",
        "--reset-env",
    ]


def digest(*parts):
    """Return a fingerprint of texts and of the files under the given paths."""
    result = hashlib.sha256()
    for part in parts:
        if hasattr(part, "is_dir"):
            files = sorted(part.rglob("*")) if part.is_dir() else [part]
            for file in files:
                if file.is_file() and file.suffix != ".pyc":
                    result.update(str(file.relative_to(part.parent)).encode())
                    result.update(file.read_bytes())
        else:
            result.update(str(part).encode())
        result.update(b"\0")
    return result.hexdigest()[:16]


@contextlib.contextmanager
def step(name, fingerprint, text):
    """Do a set-up step once per *fingerprint*; a broken one is done again.

    Yields True when there is something to do.
    """
    stamp = config.STAMPS / name
    if stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint:
        yield False
        return
    say(f"{text} …")
    started = time.monotonic()
    stamp.unlink(missing_ok=True)
    yield True
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint, encoding="utf-8")
    say(f"{text}: done in {time.monotonic() - started:.0f} s")


@contextlib.contextmanager
def lock(name):
    """Let one process at a time through; the others wait."""
    folder = config.DEV / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Waiting for another run ({name}) …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def is_root():
    return os.geteuid() == 0
