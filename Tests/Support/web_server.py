"""A web server for tests that answers like a gateway or an access point, and misbehaves when asked to.

    web_server.py --dir DIR [--mode MODE] [--status N] [--header 'Name: value'] [--body TEXT] [--seconds S]

It prints `port N` when it listens, and ends when it is terminated or its standard input is closed, so that it never
outlives the test that started it. Each request becomes DIR/0001.json: method, path, headers, body.

Modes:
    answer        answer with the status, header and body given (the default: 200 and {})
    sveve, link, puzzel, twilio
                  answer as that gateway's documentation shows, after looking at the login and the fields it demands
    drop-early    close the connection when the headers are there, before the body is read
    drop-late     take the whole request, note it, and close the connection without an answer
    cut           take the whole request, note it, and close in the middle of the answer
    silent        take the whole request, note it, and never answer
    slow          take the whole request, note it, and answer after --seconds
    once          answer the first request with the status given, the others with 201
    second        answer the first request with 201, the others with the status given
"""

import argparse
import base64
import http.server
import json
import os
import pathlib
import signal
import socket
import sys
import threading
import time
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def handle_any(self):
        options = self.server.options
        if options.mode == "drop-early":
            return self.cut_off()
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        number = self.server.note({
            "method": self.command, "path": self.path, "body": body.decode(),
            "headers": {name.lower(): value for name, value in self.headers.items()}})
        if options.mode == "drop-late":
            return self.cut_off()
        if options.mode == "silent":
            time.sleep(3600)
        if options.mode == "slow":
            time.sleep(options.seconds)
        if options.mode == "cut":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")
            self.wfile.flush()
            return self.cut_off()
        gateway = GATEWAYS.get(options.mode)
        if gateway:
            status, answer = gateway(self, body)
            return self.reply(status, json.dumps(answer))
        is_first = number == 1
        is_fine = options.mode == "once" and not is_first or options.mode == "second" and is_first
        status = 201 if is_fine else options.status
        self.reply(status, options.body, options.header)

    do_GET = do_POST = do_PUT = handle_any

    def reply(self, status, text, header=None):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if header:
            name, value = header.split(":", 1)
            self.send_header(name, value.strip())
        self.end_headers()
        self.wfile.write(data)

    def cut_off(self):
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def login(self):
        words = self.headers.get("Authorization", "").split()
        return base64.b64decode(words[1]).decode() if words[:1] == ["Basic"] else ""


def sveve(request, body):
    fields = json.loads(body)
    if (fields["user"], fields["passwd"]) != ("fjordvik", "hemmelig"):
        return 200, {"response": {"fatalError": "Feil brukernavn/passord"}}
    if fields["to"].endswith("00000"):
        return 200, {"response": {"msgOkCount": 0, "stdSMSCount": 0, "errors": [
            {"number": fields["to"], "message": f"Nummeret {fields['to']} er ugyldig"}]}}
    return 200, {"response": {"msgOkCount": 1, "stdSMSCount": 1, "ids": [42127740]}}


def link(request, body):
    if request.login() != "fjordvik:hemmelig":
        return 401, {"status": 106100, "description": "Invalid authentication", "translatable": False}
    fields = json.loads(body)
    if fields["destination"].endswith("00000"):
        return 400, {"status": 106300, "description": f"Invalid destination {fields['destination']}"}
    assert fields["platformId"] and fields["platformPartnerId"]
    return 200, {"messageId": "Dcshuhod0PMAAAFQ+/PbnR3x", "resultCode": 1005,
                 "description": "Queued"}


def puzzel(request, body):
    fields = json.loads(body)
    message = fields["message"][0]
    code, words = 1, "Message enqueued for sending"
    if fields["password"] != "hemmelig" or fields["serviceId"] != 1000:
        code, words = 2, "No access"
    elif message["recipient"].endswith("00000"):
        code, words = 5, f"recipient {message['recipient']} is no MSISDN"
    elif message["recipient"].endswith("00006"):
        code, words = 6, "An internal error occured"
    return 200, {"batchReference": fields["batchReference"], "messageStatus": [{
        "statusCode": code, "statusMessage": words, "clientReference": message["clientReference"],
        "recipient": message["recipient"], "messageId": "760081j1ll00" if code == 1 else None,
        "sessionId": None, "sequenceIndex": 1}]}


def twilio(request, body):
    if request.login() != "AC123:hemmelig":
        return 401, {"code": 20003, "message": "Authenticate", "status": 401}
    fields = dict(urllib.parse.parse_qsl(body.decode(), strict_parsing=True))
    if fields["To"].endswith("00000"):
        return 400, {"code": 21211, "status": 400,
                     "message": f"The 'To' number {fields['To']} is not a valid phone number."}
    assert request.path == "/2010-04-01/Accounts/AC123/Messages.json"
    return 201, {"sid": "SM0123456789", "status": "queued", "error_code": None,
                 "body": fields["Body"], "to": fields["To"]}


GATEWAYS = {"sveve": sveve, "link": link, "puzzel": puzzel, "twilio": twilio}


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    options = None
    count = 0
    lock = threading.Lock()

    def note(self, facts):
        with self.lock:
            self.count += 1
            path = pathlib.Path(self.options.dir) / f"{self.count:04}.json"
            path.write_text(json.dumps(facts))
            return self.count

    def handle_error(self, request, address):
        pass


def main():
    # A starter with many threads may pass on blocked signals: being asked to end must work.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dir", required=True)
    parser.add_argument("--mode", default="answer")
    parser.add_argument("--status", type=int, default=200)
    parser.add_argument("--header", default="")
    parser.add_argument("--body", default="{}")
    parser.add_argument("--seconds", type=float, default=1)
    server = Server(("127.0.0.1", 0), Handler)
    server.options = parser.parse_args()
    print(f"port {server.server_address[1]}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Reading standard input to its end is how the server learns that its starter is gone.
    sys.stdin.buffer.read()
    # Threads that never answer are waited for by nobody.
    os._exit(0)


if __name__ == "__main__":
    main()
