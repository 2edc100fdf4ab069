"""Reads an OCR giro file and prints what it came to: a yardstick for Purr's reader.

Arguments: the file, and either `netsgiro` (the package of that name) or `slices` (a plain reader of byte slices,
which checks nothing).
"""

import sys

from peer_report import report


def slices(path):
    """KID, amount, days, payer and reference of each payment, by fixed positions."""
    rows = 0
    total = 0
    with open(path, "rb") as file:
        for line in file:
            kind = line[6:8]
            if kind == b"30":
                booked = line[15:21].decode()
                amount = int(line[32:49])
                kid = line[49:74].strip().decode()
                if line[31:32] == b"-":
                    amount = -amount
            elif kind == b"31":
                payment = (kid, amount, booked, line[41:47].decode(), line[47:58].decode(), line[25:34].decode())
                rows += 1
                total += payment[1]
    return rows, total


def netsgiro(path):
    import netsgiro

    with open(path, encoding="iso-8859-1") as file:
        transmission = netsgiro.parse(file.read())
    rows = 0
    total = 0
    for assignment in transmission.assignments:
        for transaction in assignment.transactions:
            rows += 1
            total += int(transaction.amount * 100)
    return rows, total


report({"netsgiro": netsgiro, "slices": slices}[sys.argv[2]], sys.argv[1])
