"""Renders one-page reminders with WeasyPrint and prints how many a second; the page is that of typst_letter.py.

One font configuration and one style sheet for all of them. Argument: how many letters.
"""

import base64
import io
import sys
import time

import segno
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@page { size: A4; margin: 25mm }
body { font: 10pt Lato, sans-serif }
table { border-collapse: collapse; width: 100% }
td, th { border: 0.5pt solid; padding: 3pt; text-align: left }
.amount { text-align: right }
.plain td { border: none }
.side { text-align: right }
img { width: 26mm }
"""

PAGE = """<html lang="nb"><head><title>Purring</title></head><body>
<p><b>Fjordlys Elektro AS</b><br>Havnegata 1<br>0150 Oslo</p>
<p>Kunde {number}<br>Storgata {number}<br>0150 Oslo</p>
<p class="side">Dato 08.10.2026<br>Referanse P-{number}<br>Kundenummer {number}</p>
<h1>Purring</h1>
<p>Hei. Vi kan ikke se at vi har mottatt betaling for fakturaene nedenfor. Vi ber deg betale innen
22. oktober 2026. Har du allerede betalt, kan du se bort fra dette brevet.</p>
<table><tr><th>Faktura<th>Gjelder<th>Forfall<th>Beløp<th>Renter<th>Gebyr<th>Å betale</tr>
{rows}
<tr><td colspan="6"><b>Sum</b></td><td class="amount"><b>12 345,00</b></td></tr></table>
<p>Forsinkelsesrente er beregnet etter forsinkelsesrenteloven med 12,25 % i året fra 19. september 2026.
Gebyret er fastsatt etter inkassoforskriften § 1-2.</p>
<table class="plain"><tr><td>Kontonummer<td>9999 10 52800<tr><td>KID<td>{number}
<tr><td>Frist<td>22.10.2026<tr><td>Å betale<td>12 345,00</table>
<img src="data:image/svg+xml;base64,{code}">
<p>Ta kontakt hvis noe ikke stemmer, eller hvis du trenger mer tid.</p>
<p>Vennlig hilsen<br>Fjordlys Elektro AS</p></body></html>"""


def code(number):
    text = f"Fjordlys Elektro AS\nKonto 9999 10 52800\nKID {number}\nBeløp 12345,00 NOK\nFrist 22.10.2026"
    svg = io.BytesIO()
    segno.make(text, error="m", micro=False).save(svg, kind="svg", xmldecl=False)
    return base64.b64encode(svg.getvalue()).decode()


def page(number):
    rows = "\n".join(
        f"<tr><td>{number}{line}<td>Arbeid og materiell<td>18.09.2026<td class=amount>{number},00"
        f"<td class=amount>12,34<td class=amount>35,00<td class=amount>{number + 47},34</tr>"
        for line in range(3)
    )
    return PAGE.format(number=number, rows=rows, code=code(number))


def main():
    count = int(sys.argv[1])
    fonts = FontConfiguration()
    style = [CSS(string=STYLE, font_config=fonts)]

    def render(number):
        return len(HTML(string=page(number)).write_pdf(stylesheets=style, font_config=fonts))

    render(0)
    start = time.perf_counter()
    size = sum(render(10_000 + number) for number in range(1, count + 1))
    seconds = time.perf_counter() - start
    assert size > 1_000 * count
    print(count / seconds)


if __name__ == "__main__":
    main()
