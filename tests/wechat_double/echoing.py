"""A stand-in for Rasa as a process of its own: it says what it heard, after the time a real turn takes."""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TURN_SECONDS = 0.05


class Echo(BaseHTTPRequestHandler):
    """Speaks as much of Rasa's API as the gateway needs."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one packet: apart, the second waits 40 ms for an acknowledgement

    def log_message(self, *args):
        """Keep the output quiet."""

    def _answer(self, content):
        data = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _body(self):
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")

    def do_GET(self):
        self._answer({"model_file": "echo", "slots": {}})

    def do_PUT(self):
        self._body()
        self._answer({})

    def do_POST(self):
        body = self._body()
        if "/tracker/" in self.path:
            return self._answer({})
        time.sleep(TURN_SECONDS)
        return self._answer([{"recipient_id": body["sender"], "custom": {"text": f"听到：{body['message']}"}}])


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Echo).serve_forever()
