"""Prints the mails that smtp_server.py stored as JSON, as Python's e-mail package understands them.

    read_mails.py DIR
"""

import email
import email.policy
import json
import pathlib
import sys


def read(path):
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.SMTP)
    facts = json.loads(path.with_suffix(".json").read_text())
    text = mail.get_body(("plain",))
    html = mail.get_body(("html",))
    files = list(mail.iter_attachments())
    return {
        "sender": facts["from"],
        "recipients": facts["to"],
        "subject": str(mail["Subject"] or ""),
        "from": str(mail["From"] or ""),
        "to": str(mail["To"] or ""),
        "messageID": str(mail["Message-ID"] or ""),
        "types": [part.get_content_type() for part in mail.walk()],
        "text": text.get_content() if text else "",
        "html": html.get_content() if html else "",
        "fileName": (files[0].get_filename() or "") if files else "",
        "fileStart": files[0].get_content()[:4].decode("latin-1") if files else "",
        "defects": [type(defect).__name__ for part in mail.walk() for defect in part.defects],
    }


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))
    json.dump([read(path) for path in paths], sys.stdout)


if __name__ == "__main__":
    main()
