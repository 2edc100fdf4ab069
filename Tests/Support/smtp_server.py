"""A real SMTP server for tests: stores what it accepts, and misbehaves when asked to.

    smtp_server.py --dir DIR [--port 0] [--mode MODE] [--tls off|offer|require|implicit]
                   [--user NAME --password WORD] [--limit N]

It prints `port N` when it listens, and ends when it is terminated or its standard input is closed, so
that it never outlives the test that started it.

Each accepted mail becomes DIR/0001.eml, the bytes exactly as the client meant them, and DIR/0001.json:
connection (counted from 1), sender, recipients, tls, user.

Modes:
    normal            accept everything
    reject-sender     550 to MAIL FROM
    reject-recipient  550 to RCPT TO, with the address in the text as servers do
    defer-recipient   451 to RCPT TO
    defer-data        451 after the message
    reject-data       554 after the message
    drop-in-data      close the connection while the message is on its way
    drop-after-data   take the whole message, store it, and close the connection without an answer
    lose              take the whole message, forget it, and close the connection without an answer
    silent            take the whole message, store it, and never answer
    late              answer the first message after three seconds, the others at once

With TLS the server makes itself a certificate for localhost and 127.0.0.1 in DIR/cert.pem (it needs
the openssl command). With --user it asks for AUTH, also without TLS. --limit N answers 421 and closes
the connection at the MAIL command that follows N mails on one connection.
"""

import argparse
import asyncio
import json
import logging
import pathlib
import signal
import ssl
import subprocess
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


class Server(SMTP):
    """aiosmtpd's protocol with a number for the connection and the faults of the chosen mode."""

    def __init__(self, post, **settings):
        super().__init__(post, **settings)
        self.post = post
        self.number = 0
        self.accepted = 0

    def connection_made(self, transport):
        # STARTTLS makes the connection a second time: it keeps its number.
        if self.number == 0:
            self.number = self.post.next_connection()
        super().connection_made(transport)

    def data_received(self, data):
        if self.post.mode == "drop-in-data" and self.post.in_data:
            self.transport.abort()
            return
        super().data_received(data)


class Post:
    """Keeps the mails, and answers the commands the mode is about."""

    def __init__(self, directory, mode, limit):
        self.directory = directory
        self.mode = mode
        self.limit = limit
        self.connections = 0
        self.mails = 0
        self.in_data = False

    def next_connection(self):
        self.connections += 1
        return self.connections

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mode == "reject-sender":
            return f"550 5.7.1 <{address}> may not send here"
        if self.limit and server.accepted >= self.limit:
            server.transport.write(b"421 4.7.0 too many mails on this connection\r\n")
            server.transport.close()
            return "421 closing"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "reject-recipient":
            return f"550 5.1.1 <{address}>: user {address.split('@')[0]} unknown"
        if self.mode == "defer-recipient":
            return f"451 4.2.0 <{address}> greylisted, try later"
        envelope.rcpt_tos.append(address)
        self.in_data = True
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mode == "defer-data":
            return "451 4.3.0 try later"
        if self.mode == "reject-data":
            return "554 5.6.0 refused"
        if self.mode == "lose":
            server.transport.abort()
            return "421 closing"
        self.store(server, session, envelope)
        if self.mode == "drop-after-data":
            server.transport.abort()
        if self.mode == "silent":
            await asyncio.sleep(3600)
        if self.mode == "late" and self.mails == 1:
            await asyncio.sleep(3)
        server.accepted += 1
        return f"250 2.0.0 OK stored as {self.mails:04}"

    def store(self, server, session, envelope):
        self.mails += 1
        name = self.directory / f"{self.mails:04}"
        facts = {
            "connection": server.number,
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or self.implicit,
            "user": session.auth_data.login.decode() if session.authenticated else None,
        }
        name.with_suffix(".json").write_text(json.dumps(facts))
        name.with_suffix(".eml").write_bytes(envelope.original_content)

    implicit = False


def make_certificate(directory):
    """A certificate signed by itself, good for a day."""
    cert, key = directory / "cert.pem", directory / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


def settings_for(options, context):
    settings = {"hostname": "localhost", "decode_data": False, "ident": "purr test"}
    if options.tls in ("offer", "require"):
        settings["tls_context"] = context
        settings["require_starttls"] = options.tls == "require"
    if options.user:
        def check(server, session, envelope, mechanism, data):
            login = (options.user.encode(), options.password.encode())
            return AuthResult(success=(data.login, data.password) == login, handled=False,
                              auth_data=data)
        settings.update(authenticator=check, auth_required=True, auth_require_tls=False)
    return settings


async def serve(options):
    directory = pathlib.Path(options.dir)
    directory.mkdir(parents=True, exist_ok=True)
    context = None if options.tls == "off" else make_certificate(directory)
    post = Post(directory, options.mode, options.limit)
    post.implicit = options.tls == "implicit"
    settings = settings_for(options, context)
    loop = asyncio.get_running_loop()
    listener = await loop.create_server(
        lambda: Server(post, **settings), "127.0.0.1", options.port,
        ssl=context if post.implicit else None)
    print(f"port {listener.sockets[0].getsockname()[1]}", flush=True)
    # Reading standard input to its end is how the server learns that its starter is gone.
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    listener.close()


def main():
    # A starter with many threads may pass on blocked signals: being asked to end must work.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dir", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--mode", default="normal")
    parser.add_argument("--tls", default="off", choices=["off", "offer", "require", "implicit"])
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--limit", type=int, default=0)
    # The faults are made on purpose; the library's complaints about them would drown the tests' own.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
