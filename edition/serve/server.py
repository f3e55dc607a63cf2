"""The site over HTTP, for this machine alone; what reloads a page is added on its way, never to its file."""

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import regex

from edition.resources import resource
from edition.serve.preview import Preview

HOST = "127.0.0.1"
LIVE = "/_edition-live/"
_SECONDS = 15  # between signs of life to a page that waits

_POLICY = regex.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')
_TYPES = {"live.js": "text/javascript; charset=utf-8", "live.css": "text/css; charset=utf-8"}


class Server(ThreadingHTTPServer):
    """Serves a folder on loopback. Raises `OSError` where the port is taken."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int, preview: Preview) -> None:
        super().__init__((HOST, port), partial(_Handler, preview=preview, directory=str(folder)))

    @property
    def address(self) -> str:
        """Where a browser finds the site."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.0"  # an answer ends where its connection does

    def __init__(self, *args: object, preview: Preview, directory: str) -> None:
        self.preview = preview
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # as socketserver calls it

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not self._is_for_us():
            self.send_error(HTTPStatus.FORBIDDEN, "This site is for this machine alone")
        elif path == f"{LIVE}events":
            self._tell_changes()
        elif path.removeprefix(LIVE) in _TYPES and path.startswith(LIVE):
            name = path.removeprefix(LIVE)
            self._send(HTTPStatus.OK, _TYPES[name], (resource("templates") / "serve" / name).read_bytes())
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The page with what reloads it; any other file as it is."""
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if path.is_dir() and not urlsplit(self.path).path.endswith("/"):
            return super().send_head()  # it sends the browser to the folder
        if page.is_file() and page.suffix != ".html":
            return super().send_head()
        status = HTTPStatus.OK if page.is_file() else HTTPStatus.NOT_FOUND
        shown = page if page.is_file() else Path(self.directory) / "404.html"
        if not shown.is_file():
            shown = resource("templates") / "serve" / "waiting.html"
        data = made_live(shown.read_bytes(), self.preview.state.version)
        self._head(status, "text/html; charset=utf-8", len(data))
        return BytesIO(data)

    def end_headers(self) -> None:
        """Nothing that may change at the next save is kept by the browser."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what a browser asks for is no news to an editor."""

    def _is_for_us(self) -> bool:
        """Whether the browser meant this server: a name of somebody else's that leads here is refused."""
        host = self.headers.get("Host", HOST).rpartition(":")[0] or self.headers.get("Host", HOST)
        return host in (HOST, "localhost")

    def _tell_changes(self) -> None:
        """Send each state of the site as it comes, until the page is left."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        state = None
        try:
            while True:
                new = self.preview.after(state, _SECONDS)
                state = new or state
                self.wfile.write(f"data: {new.json()}\n\n".encode() if new else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            return  # the page was left

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self._head(status, kind, len(data))
        self.wfile.write(data)

    def _head(self, status: HTTPStatus, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()


def made_live(page: bytes, version: str) -> bytes:
    """A page with the script that waits for the next version of the site, which its policy then allows."""
    wanted = (
        f'<link rel="stylesheet" href="{LIVE}live.css">'
        f'<script src="{LIVE}live.js" data-version="{version}" defer></script>'
    ).encode()
    head, end, rest = page.partition(b"</head>")
    if not end:
        return page
    return _POLICY.sub(_with_connection, head, count=1) + wanted + end + rest


def _with_connection(policy: regex.Match[bytes]) -> bytes:
    """A page's policy that lets it hear from the server it came from."""
    if b"connect-src" in policy[2]:
        return policy[0]
    return policy[1] + b"connect-src &#39;self&#39;; " + policy[2]
