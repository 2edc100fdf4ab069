"""Renders one-page reminders with Typst and prints how many a second: the yardstick for Purr's letters.

One compiler for all of them, so that fonts are found once. Each letter has its own QR code, made by Segno, as
Purr's have. Argument: how many letters.
"""

import io
import os
import sys
import time

# One core, as for Purr's own letters; read when the module is loaded.
os.environ["RAYON_NUM_THREADS"] = "1"

import segno  # noqa: E402
import typst  # noqa: E402

PAGE = """
#set page(paper: "a4", margin: 25mm)
#set text(size: 10pt, lang: "nb")
#set document(title: "Purring")
*Fjordlys Elektro AS* \\ Havnegata 1 \\ 0150 Oslo

Kunde {number} \\ Storgata {number} \\ 0150 Oslo
#align(right)[Dato 08.10.2026 \\ Referanse P-{number} \\ Kundenummer {number}]
= Purring
Hei. Vi kan ikke se at vi har mottatt betaling for fakturaene nedenfor. Vi ber deg betale innen
22. oktober 2026. Har du allerede betalt, kan du se bort fra dette brevet.
#table(
  columns: (auto, 1fr, auto, auto, auto, auto, auto),
  align: (left, left, left, right, right, right, right),
  [Faktura], [Gjelder], [Forfall], [Beløp], [Renter], [Gebyr], [Å betale],
{rows}
  table.cell(colspan: 6)[*Sum*], [*12 345,00*],
)
Forsinkelsesrente er beregnet etter forsinkelsesrenteloven med 12,25 % i året fra 19. september 2026.
Gebyret er fastsatt etter inkassoforskriften § 1-2.
#table(
  columns: 2, stroke: none,
  [Kontonummer], [9999 10 52800], [KID], [{number}], [Frist], [22.10.2026], [Å betale], [12 345,00],
)
#image(bytes("{code}"), format: "svg", width: 26mm)
Ta kontakt hvis noe ikke stemmer, eller hvis du trenger mer tid.

Vennlig hilsen \\ Fjordlys Elektro AS
"""


def code(number):
    """The payment details as a QR code, written so that it can stand within a Typst string."""
    text = f"Fjordlys Elektro AS\nKonto 9999 10 52800\nKID {number}\nBeløp 12345,00 NOK\nFrist 22.10.2026"
    svg = io.BytesIO()
    segno.make(text, error="m", micro=False).save(svg, kind="svg", xmldecl=False)
    return svg.getvalue().decode().strip().replace("\\", "\\\\").replace('"', '\\"')


def page(number):
    rows = "\n".join(
        f"  [{number}{line}], [Arbeid og materiell], [18.09.2026], [{number},00], [12,34], [35,00],"
        f" [{number + 47},34],"
        for line in range(3)
    )
    return PAGE.format(number=number, rows=rows, code=code(number)).encode()


def main():
    count = int(sys.argv[1])
    compiler = typst.Compiler(page(0))
    compiler.compile(format="pdf")
    start = time.perf_counter()
    size = 0
    for number in range(1, count + 1):
        size += len(compiler.compile(page(10_000 + number), format="pdf"))
    seconds = time.perf_counter() - start
    assert size > 1_000 * count
    print(count / seconds)


if __name__ == "__main__":
    main()
