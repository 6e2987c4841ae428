"""Tables and numbers for readers, as text and as HTML."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from typing import Any

_STYLE = "text-align:right;padding:2px 8px"


def number(value: Any) -> str:
    """A number to five digits; a dash for one that does not exist."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "-"
    if isinstance(value, float):
        return f"{value:.5g}"
    return str(value)


def as_text(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Columns that are aligned to the right.

    Parameters
    ----------
    headings : sequence of str
        One a column.
    rows : sequence of sequence
        Text, or numbers.
    """
    cells = [list(headings), *([_text(value) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    lines = ("  ".join(cell.rjust(width) for cell, width in zip(row, widths)) for row in cells)
    return "\n".join(lines)


def as_html(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    marked: Sequence[tuple[int, int]] = (),
) -> str:
    """A table of HTML, in which everything is escaped.

    Parameters
    ----------
    title : str
        What stands above.
    headings : sequence of str
        One a column.
    rows : sequence of sequence
        Text, or numbers.
    marked : sequence of (int, int), default=()
        Cells to print in bold, by row and column.
    """
    parts = [f"<table><caption>{escaped(title)}</caption><thead><tr>"]
    for column, name in enumerate(headings):
        is_text = bool(rows) and all(isinstance(row[column], str) for row in rows)
        style = _STYLE.replace("right", "left") if is_text else _STYLE
        parts.append(f'<th scope="col" style="{style}">{escaped(name)}</th>')
    parts.append("</tr></thead><tbody>")
    bold = set(marked)
    for index, row in enumerate(rows):
        parts.append("<tr>")
        for column, value in enumerate(row):
            text = escaped(_text(value))
            if (index, column) in bold:
                text = f"<b>{text}</b>"
            style = _STYLE if not isinstance(value, str) else _STYLE.replace("right", "left")
            parts.append(f'<td style="{style}">{text}</td>')
        parts.append("</tr>")
    parts.append("</tbody></table>")
    return "".join(parts)


def escaped(text: str) -> str:
    """Text as HTML."""
    return html.escape(text)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else number(value)
