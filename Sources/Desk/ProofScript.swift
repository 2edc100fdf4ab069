/// The program that ships in every proof: it checks the file without Purr.
enum ProofScript {
    /// Python 3.8, its standard library alone. The same text in every proof, so that its own SHA-256 is known.
    static let text = #"""
        #!/usr/bin/env python3
        """Verifies a Purr proof file: python3 verify.py FILE.zip [SEAL]

        FILE may also be the folder it was unpacked to; without it, the folder this program lies in.
        SEAL is the number that was given when the file was made. Exit status 0: all is well; 1: it is not.
        Needs Python 3.8 and nothing else, no network. It writes nothing.
        """
        from csv import DictReader
        from datetime import date, timedelta
        from fractions import Fraction
        from hashlib import sha256 as sha
        from io import StringIO
        from json import dumps, loads
        from os import path as paths, sep, walk
        from struct import pack as packed, unpack_from
        from sys import argv, exit
        from zlib import crc32

        LANGUAGE = "nb"


        class Wrong(Exception):
            pass


        def say(nb, nn, en):
            return {"nb": nb, "nn": nn}.get(LANGUAGE, en)


        def require(holds, nb, nn, en):
            if not holds:
                raise Wrong(say(nb, nn, en))


        def sha256(data):
            return sha(data).hexdigest()


        def kroner(ore):
            return f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02} kr"


        def canonical(value):
            return dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


        def pretty(value):
            return dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


        # --- The zip file: nothing compressed, names in order, no field that could hide anything ---


        def pack(files, day):
            """The one form the zip file can have; whatever differs from it has been changed."""
            stamp = max(0, min(127, day.year - 1980)) << 9 | day.month << 5 | day.day
            body, directory = b"", b""
            for name, data in files:
                fields = packed("<5HIIIH", 10, 0, 0, 0, stamp, crc32(data), len(data), len(data),
                                     len(name))
                directory += b"PK\1\2\n\0" + fields + bytes(12) + packed("<I", len(body)) + name
                body += b"PK\3\4" + fields + b"\0\0" + name + data
            end = packed("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
            return body + directory + b"PK\5\6" + end


        def unpack(raw):
            files, at = [], 0
            while raw[at:at + 4] == b"PK\3\4":
                _, size, length = unpack_from("<IIH", raw, at + 18)
                start = at + 30 + length
                files.append((raw[at + 30:start], raw[start:start + size]))
                at = start + size
            return files


        def read(path):
            if paths.isdir(path):
                files = {}
                for folder, _, names in walk(path):
                    for name in names:
                        full = paths.join(folder, name)
                        with open(full, "rb") as file:
                            files[paths.relpath(full, path).replace(sep, "/")] = file.read()
                return files, None
            with open(path, "rb") as file:
                raw = file.read()
            found = unpack(raw)
            names = [name for name, _ in found]
            require(names and names == sorted(set(names)), "Zip-filen er ødelagt.",
                    "Zip-fila er øydelagd.", "The zip file is damaged.")
            return {name.decode("ascii"): data for name, data in found}, raw


        # --- The contents ---


        def check_manifest(files, raw):
            global LANGUAGE
            require("MANIFEST.json" in files, "MANIFEST.json mangler.", "MANIFEST.json manglar.",
                    "MANIFEST.json is missing.")
            text = files["MANIFEST.json"]
            manifest = loads(text)
            LANGUAGE = manifest["language"] if manifest["language"] in ("nb", "nn", "en") else "nb"
            require(pretty(manifest).encode() == text and manifest["format"] == "purr-proof-1",
                    "MANIFEST.json er endret.", "MANIFEST.json er endra.", "MANIFEST.json has changed.")
            told = {entry["name"]: entry for entry in manifest["files"]}
            for name in sorted(set(files) - set(told) - {"MANIFEST.json"}):
                raise Wrong(say("Filen er lagt til: ", "Fila er lagd til: ", "Added: ") + name)
            for name, entry in told.items():
                require(name in files, "Filen mangler: " + name, "Fila manglar: " + name,
                        "Missing: " + name)
                data = files[name]
                require(len(data) == entry["bytes"] and sha256(data) == entry["sha256"],
                        "Filen er endret: " + name, "Fila er endra: " + name, "Changed: " + name)
            if raw is not None:
                ordered = sorted((name.encode(), data) for name, data in files.items())
                require(pack(ordered, date.fromisoformat(manifest["made"])) == raw,
                        "Zip-filen er endret utenom filene i den.",
                        "Zip-fila er endra utanom filene i henne.",
                        "The zip file has changed around the files in it.")
            return manifest


        def load(files, name):
            """A file of values, in the one form they can be written in."""
            value = loads(files[name])
            require(pretty(value).encode() == files[name], "Filen er endret: " + name,
                    "Fila er endra: " + name, "Changed: " + name)
            return value


        def check_chain(files, manifest):
            events, previous = loads(files["chain.json"]), "0" * 64
            lines = "[\n" + ",\n".join(map(canonical, events)) + "\n]\n"
            require(lines.encode() == files["chain.json"], "chain.json er endret.",
                    "chain.json er endra.", "chain.json has changed.")
            for number, event in enumerate(events, 1):
                told = event.pop("hash")
                holds = event["n"] == number and event["previous"] == previous
                require(holds and sha256(canonical(event).encode()) == told,
                        f"Hendelse {number} er endret.", f"Hending {number} er endra.",
                        f"Event {number} has changed.")
                previous = told
                for file in event.get("files", []):
                    require(file["name"] in files and sha256(files[file["name"]]) == file["sha256"],
                            "Brevet er et annet enn det som ble sendt: " + file["name"],
                            "Brevet er eit anna enn det som vart sendt: " + file["name"],
                            "Not the letter that was sent: " + file["name"])
            require(manifest["chain"] == {"events": len(events), "head": previous},
                    "Hendelsene er ikke de som ble registrert.", "Hendingane er ikkje dei registrerte.",
                    "The events are not those recorded.")
            return events


        def check_letters(files):
            for letter in load(files, "letters.json"):
                for file in letter["files"]:
                    data = files.get(file["name"], b"")
                    when_sent = letter["email_sha256_when_sent"]
                    is_mail = file["name"].endswith(".eml") and when_sent
                    require(sha256(data) == file["sha256"] and (not is_mail or when_sent == sha256(data)),
                            "Brevet er et annet enn det som ble sendt: " + file["name"],
                            "Brevet er eit anna enn det som vart sendt: " + file["name"],
                            "Not the letter that was sent: " + file["name"])


        def table(files, name):
            return list(DictReader(StringIO(files[name].decode(), newline=""), delimiter=";"))


        def days_of(year):
            return (date(year + 1, 1, 1) - date(year, 1, 1)).days


        def half_up(exact):
            return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


        def check_interest(files, claim):
            """A day is base x rate / days of the year; a line is rounded half up, as the company chose."""
            choices, line, total, before = claim["choices"], 0, 0, 0
            exact = start = Fraction(0)
            last = None
            for row in table(files, "interest.csv"):
                day = date.fromisoformat(row["day"])
                leap = choices["day-count"] == "actual-actual"
                share = Fraction(int(row["base_ore"]) * int(row["rate_hundredths_of_percent"]),
                                 10000 * (days_of(day.year) if leap else 365))
                if int(row["line"]) != line:
                    line, before = line + 1, total
                    start = exact if choices["rounding"] == "once" else Fraction(0)
                    exact = start
                elif last is not None and day != last + timedelta(days=1):
                    share = None
                require(share == Fraction(int(row["interest_numerator"]), int(row["interest_denominator"])),
                        f"Renten {day} er ikke regnet rett.", f"Renta {day} er ikkje rekna rett.",
                        f"The interest of {day} is not right.")
                exact, last = exact + share, day
                amount = half_up(exact) - half_up(start)
                total = before + amount
                require((int(row["line"]), int(row["line_ore"]), int(row["accumulated_ore"]))
                        == (line, amount, total), f"Renten til {day} er ikke summen av dagene.",
                        f"Renta til {day} er ikkje summen av dagane.",
                        f"The interest through {day} is not the sum of the days.")
            require(total == claim["statement"]["interest_ore"], "Rentene er ikke summen av dagene.",
                    "Rentene er ikkje summen av dagane.", "The interest is not the sum of the days.")
            return total


        def check_payments(files, claim, events):
            rows, paid = table(files, "payments.csv"), 0
            returned = {row["payment"] for row in rows if row["kind"] == "returned"}
            for row in rows:
                amount = int(row["amount_ore"])
                parts = sum(int(row[part + "_ore"])
                            for part in ("costs", "interest", "principal", "overpaid"))
                holds = parts <= amount if row["payment"] in returned else parts == amount
                require(holds or amount < 0, f"Betaling {row['payment']} går ikke opp.",
                        f"Betaling {row['payment']} går ikkje opp.",
                        f"Payment {row['payment']} does not add up.")
                paid += amount
            signs = {"paid": 1, "reversed": -1, "misplaced": -1}
            told = sum(signs.get(event["kind"], 0) * event.get("amount_ore", 0)
                       for event in events if event["day"] <= claim["made"])
            owed = {name[:-4]: value for name, value in claim["statement"].items() if name.endswith("_ore")}
            require(paid == owed["paid"] == told, "Betalingene går ikke opp.", "Betalingane går ikkje opp.",
                    "The payments do not add up.")
            sum_owed = (owed["principal"] - owed["credited"] - owed["waived"] + owed["interest"]
                        + owed["costs"] - owed["paid"] + owed["refunded"] + owed["overpaid"])
            opened = owed["open_principal"] + owed["open_interest"] + owed["open_costs"]
            require(sum_owed == opened == owed["to_pay"], "Det som skyldes, går ikke opp.",
                    "Det som er skyldig, går ikkje opp.", "What is owed does not add up.")
            return paid


        def check(path, seal):
            files, raw = read(path)
            manifest = check_manifest(files, raw)
            events, claim = check_chain(files, manifest), load(files, "claim.json")
            number = claim["invoice"]["number"]
            require((manifest["invoice"], manifest["made"], events[0]["invoice"],
                     events[0]["principal_ore"]) == (number, claim["made"], number,
                                                     claim["invoice"]["principal_ore"]),
                    "Kravet er ikke det samme overalt.", "Kravet er ikkje det same overalt.",
                    "The claim is not the same everywhere.")
            check_letters(files)
            load(files, "objections.json")
            interest = check_interest(files, claim)
            paid = check_payments(files, claim, events)
            found = sha256(files["MANIFEST.json"])
            require(seal is None or seal.lower() == found, "Seglet er et annet: " + found,
                    "Seglet er eit anna: " + found, "The seal is another: " + found)
            print(say("Filer", "Filer", "Files") + f": {len(files)}")
            print(say("Hendelser", "Hendingar", "Events") + f": {len(events)}")
            print(say("Renter", "Renter", "Interest") + ": " + kroner(interest))
            print(say("Betalt", "Betalt", "Paid") + ": " + kroner(paid))
            print(say("Å betale", "Å betale", "To pay") + " " + claim["made"] + ": "
                  + kroner(claim["statement"]["to_pay_ore"]))
            book = manifest["book_chain"]
            print(say("Regnskapets revisjonskjede", "Revisjonskjeda til rekneskapen", "The book's audit chain")
                  + f": {book['head']}@{book['entries']}")
            print(say("Segl", "Segl", "Seal") + f": {found}")
            print(say("Alt stemmer: ingen byte er endret etter at filen ble laget.",
                      "Alt stemmer: ingen byte er endra etter at fila vart laga.",
                      "All is well: no byte has changed since the file was made."))


        def main(arguments):
            path = arguments[0] if arguments else paths.dirname(paths.abspath(__file__))
            try:
                check(path, arguments[1] if len(arguments) > 1 else None)
            except Wrong as wrong:
                fault = str(wrong)
            except Exception as error:  # Whatever can not be read has been damaged.
                fault = say("Filen kan ikke leses", "Fila kan ikkje lesast", "The file can not be read")
                fault += f" ({type(error).__name__})"
            else:
                return 0
            print(say("STEMMER IKKE. ", "STEMMER IKKJE. ", "NOT AS IT WAS. ") + fault)
            return 1


        if __name__ == "__main__":
            exit(main(argv[1:]))

        """#
}
