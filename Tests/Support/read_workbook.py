"""Prints an Excel workbook as JSON, as openpyxl understands it.

    read_workbook.py FILE
"""

import datetime
import json
import sys

import openpyxl


def told(cell):
    value = cell.value
    if isinstance(value, (datetime.datetime, datetime.date)):
        value = value.strftime("%Y-%m-%d")
    elif isinstance(value, bool):
        value = "true" if value else "false"
    elif isinstance(value, float):
        value = repr(value)
    return {
        "type": "d" if cell.is_date else cell.data_type,
        "value": "" if value is None else str(value),
        "format": cell.number_format,
        "isBold": bool(cell.font.b),
    }


def main():
    values = openpyxl.load_workbook(sys.argv[1], data_only=True)
    formulas = openpyxl.load_workbook(sys.argv[1])
    page = values.worksheets[0]
    json.dump(
        {
            "name": page.title,
            "title": values.properties.title or "",
            "created": values.properties.created.strftime("%Y-%m-%d"),
            "frozen": page.freeze_panes or "",
            "filter": page.auto_filter.ref or "",
            "widths": [page.column_dimensions[c.column_letter].width for c in page[1]],
            "rows": [[told(cell) for cell in row] for row in page.iter_rows()],
            "formulas": [
                str(cell.value)
                for row in formulas.worksheets[0].iter_rows()
                for cell in row
                if cell.data_type == "f"
            ],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
