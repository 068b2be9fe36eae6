"""An HTTPS server that writes down each POST as a line of JSON, and answers as its path asks.

usage: receiver.py CERTIFICATE KEY LINES     (prints its port)
"""
import http.server
import json
import ssl
import sys
import time

certificate, key, lines = sys.argv[1:4]


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with open(lines, "a", encoding="utf-8") as file:
            heads = {name.lower(): value for name, value in self.headers.items()}
            file.write(json.dumps({"path": self.path, "headers": heads, "body": body.decode()}) + "\n")
        if self.path == "/redirect":
            self.answer(302, Location="/stolen")
        elif self.path == "/broken":
            self.answer(500)
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"x" * 65536)
        elif self.path == "/silent":
            time.sleep(60)
        else:
            self.answer(200)

    def answer(self, status, **headers):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Who hangs up in the middle is what some of the tests are about, and no news."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


server = Server(("127.0.0.1", 0), Receiver)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
