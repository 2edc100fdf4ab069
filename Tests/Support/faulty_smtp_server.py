"""An SMTP server that fails at every stage there is, on plain sockets, so that it can fail anywhere.

    faulty_smtp_server.py --log FILE [--faults STAGE=KIND,… | --random PER_THOUSAND --seed N] [--greylist]

It prints `port N` when it listens, and ends when its standard input is closed. Each mail it has taken and stored
becomes a line of FILE: the recipient. A mail that was cut off, or refused after its final dot, is not stored.

Stages: connect, ehlo, mail, rcpt, data, body, dot, stored. Kinds: 4 (a temporary refusal), 5 (a permanent one), drop
(the connection is closed without a word). `body` knows drop alone; `dot=drop` closes before the mail is stored,
`stored=drop` after, both without an answer.

With --random each stage fails with the given probability in thousandths, the kind by chance. With --greylist the first
RCPT of each recipient gets 451.
"""

import argparse
import asyncio
import os
import random
import sys


class Dropped(Exception):
    pass


class Server:
    def __init__(self, options):
        self.options = options
        self.faults = dict(fault.split("=") for fault in options.faults.split(",") if fault)
        self.random = random.Random(options.seed)
        self.seen = set()
        self.log = open(options.log, "a", encoding="ascii")

    def fault(self, stage):
        """The kind of fault at this stage, or nothing."""
        if stage in self.faults:
            return self.faults[stage]
        if self.random.random() * 1000 >= self.options.random:
            return None
        if stage in ("body", "stored"):
            return "drop"
        return self.random.choice(["4", "5", "drop"])

    async def serve(self, reader, writer):
        try:
            await self.talk(reader, writer)
        except (Dropped, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
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
            await self.reply(writer, {"4": "451 4.3.0 not now", "5": "554 5.3.0 never"}[kind])
            return False
        await self.reply(writer, good)
        return True

    async def talk(self, reader, writer):
        if not await self.stage("connect", writer, "220 faulty ESMTP"):
            return
        recipient = ""
        while True:
            line = (await reader.readuntil(b"\r\n")).decode("latin-1").strip()
            verb = line.upper()
            if verb.startswith(("EHLO", "HELO")):
                await self.stage("ehlo", writer, "250 8BITMIME")
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

    async def take(self, reader, writer, recipient):
        if self.fault("body") == "drop":
            await reader.read(200)
            raise Dropped
        await reader.readuntil(b"\r\n.\r\n")
        kind = self.fault("dot")
        if kind == "drop":
            raise Dropped
        if kind:
            await self.reply(writer, {"4": "451 4.3.0 not now", "5": "554 5.6.0 never"}[kind])
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
    faulty = Server(parser.parse_args())
    server = await asyncio.start_server(faulty.serve, "127.0.0.1", 0, limit=1 << 22)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    closed = loop.create_future()
    loop.add_reader(sys.stdin, lambda: os.read(0, 1) or closed.done() or closed.set_result(None))
    await closed


asyncio.run(main())
