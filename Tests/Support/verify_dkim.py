"""Judges the DKIM signatures of mails as a receiver would, and what damage they notice.

    verify_dkim.py RECORDS FILE…

RECORDS is a JSON object of names and texts, in place of DNS. Prints a JSON list, for each mail:

    signatures  for each: domain, selector, algorithm, headers, valid
    survived    changes that left a signature valid and must not have
    broken      changes that servers make on the way and that broke a signature
    changes     how many were tried of both kinds
"""

import json
import pathlib
import re
import sys

import dkim


def signatures(mail, records):
    def lookup(name, timeout=5):
        return records.get(name.decode().rstrip(".")) if isinstance(name, bytes) else None

    def check(index):
        verifier = dkim.DKIM(mail)
        try:
            valid = verifier.verify(idx=index, dnsfunc=lookup)
        except dkim.DKIMException:
            valid = False
        fields = {k.decode(): v.decode() for k, v in (verifier.signature_fields or {}).items()}
        return {
            "domain": fields.get("d", ""), "selector": fields.get("s", ""),
            "algorithm": fields.get("a", ""), "instant": fields.get("t", ""),
            "headers": re.sub(r"\s", "", fields.get("h", "")).split(":"), "valid": bool(valid)}

    head = mail.split(b"\r\n\r\n", 1)[0]
    count = len(re.findall(rb"(?mi)^dkim-signature:", head))
    return [check(index) for index in range(count)]


def other(byte):
    """Another letter or digit: no blank, which relaxed signatures pass over."""
    return ord("x") if byte != ord("x") else ord("y")


def damages(mail):
    """Changes that matter, each with its name."""
    head, body = mail.split(b"\r\n\r\n", 1)
    fields = re.split(rb"\r\n(?![ \t])", head)
    for index, field in enumerate(fields):
        name, value = field.split(b":", 1)
        title = name.decode()
        rest = lambda changed: b"\r\n".join(changed) + b"\r\n\r\n" + body
        if title.lower() == "dkim-signature":
            continue
        inner = [i for i, byte in enumerate(field) if i > len(name) and chr(byte).isalnum()]
        for place in {inner[0], inner[len(inner) // 2], inner[-1]}:
            changed = field[:place] + bytes([other(field[place])]) + field[place + 1:]
            yield f"{title} at {place}", rest(fields[:index] + [changed] + fields[index + 1:])
        yield f"{title} removed", rest(fields[:index] + fields[index + 1:])
        yield f"{title} twice, above", rest([name + b": x@evil.example"] + fields)
        yield f"{title} twice, below", rest(fields + [name + b": x@evil.example"])
    for name in [b"Reply-To", b"Cc", b"In-Reply-To", b"References", b"Content-Transfer-Encoding"]:
        if not any(field.lower().startswith(name.lower() + b":") for field in fields):
            added = b"\r\n".join([name + b": x@evil.example"] + fields) + b"\r\n\r\n" + body
            yield f"{name.decode()} added", added
    solid = [i for i, byte in enumerate(body) if byte not in b" \t\r\n"]
    places = {solid[0], solid[-1]} | {solid[len(solid) * n // 40] for n in range(40)}
    for place in sorted(places):
        changed = body[:place] + bytes([other(body[place])]) + body[place + 1:]
        yield f"body at {place}", head + b"\r\n\r\n" + changed
    yield "body cut short", mail[:-40]
    yield "body longer", mail + b"Pay to another account.\r\n"


def handling(mail):
    """What servers do to a mail without changing what it says."""
    head, body = mail.split(b"\r\n\r\n", 1)
    yield "a trace on top", b"Received: from a by b; Mon, 23 Nov 2026 09:00:00 +0100\r\n" + mail
    yield "folds as blanks", re.sub(rb"\r\n[ \t]+", b" ", head) + b"\r\n\r\n" + body
    yield "names in capitals", re.sub(
        rb"(?m)^(From|To|Subject|Date):", lambda m: m.group().upper(), head) + b"\r\n\r\n" + body
    yield "blanks at ends of lines", head + b"\r\n\r\n" + body.replace(b"\r\n", b" \t\r\n")
    yield "empty lines at the end", mail + b"\r\n\r\n"


def judge(path, records):
    mail = pathlib.Path(path).read_bytes()
    damaged, handled = list(damages(mail)), list(handling(mail))
    return {
        "signatures": signatures(mail, records),
        "survived": [name for name, changed in damaged
                     if any(one["valid"] for one in signatures(changed, records))],
        "broken": [name for name, changed in handled
                   if not all(one["valid"] for one in signatures(changed, records))],
        "changes": len(damaged) + len(handled)}


def main():
    records = json.loads(pathlib.Path(sys.argv[1]).read_text())
    json.dump([judge(path, records) for path in sys.argv[2:]], sys.stdout)


if __name__ == "__main__":
    main()
