#!/usr/bin/env python3
"""Verifies the audit chains in a Purr database by docs/audit.md alone: verify_chain.py purr.sqlite

Prints the head of each book's chain. Exit status 0: all is well; 1: it is not, and what is wrong. Python's standard library only.
"""
from hashlib import sha256
from sqlite3 import connect
from sys import argv, exit

KINDS = {
    1: ("fact", "fact", "id, claim, day, kind, amount, ref, other, step, seal, at", "1=1", "text"),
    2: ("claim", "claim", "id, debtor, invoice, kid, kid_key, issued, due, principal, seal, documented, came",
        "1=1", "concerns"),
    3: ("payment", "payment", "id, import, ordinal, family, kind, account, booked, ordered, amount,"
        " currency, kid, reference, charges", "1=1", None),
    4: ("payer", "payment", "id, alike, exact, text, payer_name, payer_account, named", "1=1", None),
    5: ("letter", "notice", "id, debtor, step, letter_day, deadline, fee, total, approved_at,"
        " approved_by, seal", "1=1", "request"),
    6: ("second", "notice", "id, second_by", "second_by IS NOT NULL", None),
    7: ("part", "notice_part", "id, notice, name, seal", "1=1", "bytes"),
    8: ("move", "notice_log", "notice, id, state, at, channel, way", "1=1", None),
    9: ("choice", "choice", "id, name, value, at, actor", "1=1", None),
    10: ("words", "words", "id, kind, tone, language, audience, text, at, actor", "1=1", None),
    11: ("import", "import", "id, hash, name, format, version, identity, at, summary", "1=1", None),
    12: ("member", "book_member", "id, kind, member, role, at, actor", "1=1", None),
}


def field(value):
    if value is None:
        return b"\xff"
    if isinstance(value, int):
        magnitude = value if value >= 0 else ~value
        value = value.to_bytes(magnitude.bit_length() // 8 + 1, "big", signed=True)
    if isinstance(value, str):
        value = value.encode()
    length = len(value)
    return (bytes([length]) if length < 240 else b"\xf0" + length.to_bytes(8, "big")) + value


def record(*values):
    return b"".join(map(field, values))


def check_texts(base, book, kind):
    name, table, _, _, content = KINDS[kind]
    for row, salt, seal, text in base.execute(
            f"SELECT id, salt, seal, {content} FROM {table} WHERE book = ?", (book,)):
        data = text.encode() if isinstance(text, str) else text
        if seal is None:
            assert data is None and salt is None, f"{name} {row}: a text without a seal"
        elif salt is None:
            assert not data, f"{name} {row}: a text that was erased"
        else:
            assert sha256(salt + data).digest() == seal, f"{name} {row}: another text"


def check_rows(base, book, kind):
    name, table, columns, condition, content = KINDS[kind]
    if content:
        check_texts(base, book, kind)
    rows = base.execute(f"SELECT {columns} FROM {table} WHERE book = ? AND {condition}", (book,))
    by_number = {row[0] * 65536 + row[1] if kind == 8 else row[0]: row for row in rows}
    runs = base.execute("SELECT first_row, last_row, row_count, digest, salt, entry FROM journal_run"
                        " WHERE book = ? AND kind = ? ORDER BY first_row", (book, kind))
    numbers = sorted(by_number)
    for first, last, count, digest, salt, entry in runs:
        if kind == 4 and salt is None:
            continue
        mine = [number for number in numbers if first <= number <= last]
        hash = sha256(record("purr-run-1", name) + (field(salt) if kind == 4 else b""))
        for number in mine:
            hash.update(record(*by_number.pop(number)))
        assert len(mine) == count and hash.digest() == digest, \
            f"entry {entry}: {name} {first} to {last}"
    assert not by_number, f"{name} {min(by_number)}: in no entry"


def check_book(base, book):
    previous, count = bytes(32), 0
    for row in base.execute("SELECT id, at, actor, kind, detail, version, previous, hash FROM journal"
                            " WHERE book = ? ORDER BY id", (book,)):
        number, at, actor, kind, detail, version, told, hash = row
        count += 1
        assert number == count, f"entry {count}: missing"
        runs = base.execute("SELECT kind, first_row, last_row, row_count, digest FROM journal_run"
                            " WHERE book = ? AND entry = ? ORDER BY kind, first_row",
                            (book, number)).fetchall()
        data = record("purr-entry-1", previous, book, number, at, actor, kind, detail, len(runs))
        data += b"".join(record(KINDS[run[0]][0], *run[1:]) for run in runs)
        assert version == 1 and told == previous and sha256(data).digest() == hash, \
            f"entry {number}: changed"
        previous = hash
    for kind in KINDS:
        check_rows(base, book, kind)
    return f"{previous.hex()}@{count}"


def main(path):
    base = connect(f"file:{path}?mode=ro", uri=True)
    for book, in base.execute("SELECT id FROM book ORDER BY id").fetchall():
        try:
            print(f"{book} {check_book(base, book)}")
        except AssertionError as wrong:
            print(f"{book} NOT AS IT WAS: {wrong}")
            return 1
    return 0


if __name__ == "__main__":
    exit(main(argv[1]))
