"""An SMTP server that fails at every stage there is, on plain sockets, so that it can fail anywhere.

    faulty_smtp_server.py --log FILE [--faults STAGE=KIND,… | --random PER_THOUSAND --seed N] [--greylist]
        [--tls CERTIFICATE --key KEY] [--user NAME --password WORD]

It prints `port N` when it listens, and ends when its standard input is closed. Each mail it has taken and stored
becomes a line of FILE: the recipient; each connection a letter in FILE.connections. A mail that was cut off, or refused
after its final dot, is not stored. With --tls STARTTLS is demanded before anything else, with --user a login before any
mail.

Stages: connect, ehlo, starttls, handshake, auth, mail, rcpt, data, body, dot, stored. Kinds: 4 (a temporary refusal),
5 (a permanent one), drop (the connection is closed without a word), or a whole reply such as `554 5.7.1 no relay`.
`body`, `handshake` and `stored` know drop alone; `dot=drop` closes before the mail is stored, `stored=drop` after, both
without an answer.

With --random each stage fails with the given probability in thousandths, the kind by chance. With --greylist the first
RCPT of each recipient gets 451.
"""

import argparse
import asyncio
import base64
import os
import random
import ssl
import sys

PERMANENT = {"rcpt": "550 5.1.1 no such user", "auth": "535 5.7.8 wrong login",
             "connect": "554 5.3.2 go away", "dot": "554 5.6.0 never"}
ALONE = ("body", "handshake", "stored")


class Dropped(Exception):
    pass


class Server:
    def __init__(self, options):
        self.options = options
        self.faults = dict(fault.split("=") for fault in options.faults.split(",") if fault)
        self.random = random.Random(options.seed)
        self.seen = set()
        self.tls = None
        if options.tls:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(options.tls, options.key)
        self.opened = open(options.log + ".connections", "a", encoding="ascii")
        self.log = open(options.log, "a", encoding="ascii")

    def fault(self, stage):
        """The kind of fault at this stage, or nothing."""
        if stage in self.faults:
            return self.faults[stage]
        if self.random.random() * 1000 >= self.options.random:
            return None
        if stage in ALONE:
            return "drop"
        return self.random.choice(["4", "5", "drop"])

    async def serve(self, reader, writer):
        try:
            await self.talk(reader, writer)
        except (Dropped, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.transport.abort()

    async def reply(self, writer, text):
        writer.write(text.encode() + b"\r\n")
        await writer.drain()

    async def stage(self, stage, writer, good):
        """Answers a command; True when it was accepted."""
        kind = self.fault(stage)
        if kind == "drop":
            raise Dropped
        if kind:
            await self.reply(writer, self.refusal(stage, kind))
            return False
        await self.reply(writer, good)
        return True

    def refusal(self, stage, kind):
        if kind == "5":
            return PERMANENT.get(stage, "554 5.3.0 never")
        return "451 4.3.0 not now" if kind == "4" else kind

    async def talk(self, reader, writer):
        self.opened.write("x")
        self.opened.flush()
        if not await self.stage("connect", writer, "220 faulty ESMTP"):
            return
        recipient = ""
        is_safe, is_known = self.tls is None, not self.options.user
        while True:
            line = (await reader.readuntil(b"\r\n")).decode("latin-1").strip()
            verb = line.upper()
            if verb.startswith(("EHLO", "HELO")):
                offers = "" if is_safe else "250-STARTTLS\r\n"
                offers += "250-AUTH PLAIN\r\n" if is_safe and self.options.user else ""
                await self.stage("ehlo", writer, "250-faulty\r\n" + offers + "250 8BITMIME")
            elif verb.startswith("STARTTLS") and not is_safe:
                if await self.stage("starttls", writer, "220 go on"):
                    if self.fault("handshake") == "drop":
                        raise Dropped
                    await writer.start_tls(self.tls)
                    is_safe = True
            elif not is_safe and not verb.startswith("QUIT"):
                await self.reply(writer, "530 5.7.0 STARTTLS first")
            elif verb.startswith("AUTH PLAIN"):
                is_known = await self.login(reader, writer, line[10:].strip())
            elif not is_known and not verb.startswith("QUIT"):
                await self.reply(writer, "530 5.7.0 login first")
            elif verb.startswith("MAIL"):
                await self.stage("mail", writer, "250 ok")
            elif verb.startswith("RCPT"):
                recipient = line[line.index("<") + 1 : line.index(">")]
                if self.options.greylist and recipient not in self.seen:
                    self.seen.add(recipient)
                    await self.reply(writer, "451 4.7.1 greylisted, come back later")
                else:
                    await self.stage("rcpt", writer, "250 ok")
            elif verb.startswith("DATA"):
                if await self.stage("data", writer, "354 go on"):
                    await self.take(reader, writer, recipient)
            elif verb.startswith("QUIT"):
                await self.reply(writer, "221 bye")
                return
            else:
                await self.reply(writer, "250 ok")

    async def login(self, reader, writer, words):
        if not words:
            await self.reply(writer, "334 ")
            words = (await reader.readuntil(b"\r\n")).decode("latin-1").strip()
        given = base64.b64decode(words).decode().split("\0")[1:]
        if given != [self.options.user, self.options.password]:
            await self.reply(writer, "535 5.7.8 wrong login")
            return False
        return await self.stage("auth", writer, "235 welcome")

    async def take(self, reader, writer, recipient):
        if self.fault("body") == "drop":
            await reader.read(200)
            raise Dropped
        await reader.readuntil(b"\r\n.\r\n")
        kind = self.fault("dot")
        if kind == "drop":
            raise Dropped
        if kind:
            await self.reply(writer, self.refusal("dot", kind))
            return
        self.log.write(recipient + "\n")
        self.log.flush()
        if self.fault("stored") == "drop":
            raise Dropped
        await self.reply(writer, "250 stored")


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", required=True)
    parser.add_argument("--faults", default="")
    parser.add_argument("--random", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--greylist", action="store_true")
    parser.add_argument("--tls", default="")
    parser.add_argument("--key", default="")
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    faulty = Server(parser.parse_args())
    server = await asyncio.start_server(faulty.serve, "127.0.0.1", 0, limit=1 << 22)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    closed = loop.create_future()
    loop.add_reader(sys.stdin, lambda: os.read(0, 1) or closed.done() or closed.set_result(None))
    await closed


asyncio.run(main())
