"""Reads a camt.054 or SAF-T file with lxml's iterparse and prints what it came to: a yardstick for Purr's readers.

Arguments: the file, and `camt` or `saft`. Elements are cleared when they are done with, and those before them
dropped, so that memory does not grow. Nothing is checked or settled.
"""

import sys

from lxml import etree
from peer_report import report

CAMT = "{urn:iso:std:iso:20022:tech:xsd:camt.054.001.02}"
SAFT = "{urn:StandardAuditFile-Taxation-Financial:NO}"


def elements(file, *tags):
    """Each element with one of the tags, emptied when the caller asks for the next."""
    for _, element in etree.iterparse(file, events=("end",), tag=tags):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def ore(text):
    return round(float(text) * 100)


def camt(file):
    names = ["Ref", "Amt", "Nm", "Id", "AcctSvcrRef", "AccptncDtTm"]
    kid, amount, *others = (CAMT + name for name in names)
    rows = 0
    total = 0
    for detail in elements(file, CAMT + "TxDtls"):
        # One walk is several times faster than a path for each field; no name has two meanings in these files.
        fields = {element.tag: element.text for element in detail.iter()}
        payment = (fields[kid], ore(fields[amount]), [fields[name] for name in others])
        rows += 1
        total += payment[1]
    return rows, total


def saft(file):
    """Vouchers, and the sum of what is left on receivables."""
    names = ["CustomerID", "DebitAmount", "Amount", "AccountID", "ReferenceNumber", "CID", "DueDate"]
    customer, debit, amount, *others = (SAFT + name for name in names)
    rows = 0
    total = 0
    for element in elements(file, SAFT + "Customer", SAFT + "Transaction"):
        if element.tag == SAFT + "Customer":
            _ = (element.findtext(customer), element.findtext(SAFT + "Name"))
            continue
        rows += 1
        day = element.findtext(SAFT + "TransactionDate")
        for line in element.iterchildren(SAFT + "Line"):
            fields = {part.tag: part.text for part in line.iter()}
            if customer not in fields:
                continue
            sign = 1 if debit in fields else -1
            entry = (sign * ore(fields[amount]), fields[customer], day, [fields.get(name) for name in others])
            total += entry[0]
    return rows, total


report({"camt": camt, "saft": saft}[sys.argv[2]], sys.argv[1])
