"""Many rows of one table in one statement that stays small, whatever their number."""

# ruff: noqa: S608 - tables and columns are named by our own models; all values are one parameter

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, models


def insert_rows(rows: Sequence[models.Model], *, ignore_conflicts: bool = False) -> None:
    """Insert new rows of one model. The rows are not asked back: a key that the database numbers stays unknown.

    ``bulk_create`` writes a placeholder for every cell, and half of an import's time went into those. Here all rows are
    one parameter, a JSON document. (COPY would be faster still, but PostgreSQL refuses it under row-level security.)
    """
    if not rows:
        return
    model = rows[0]._meta
    fields = [field for field in model.concrete_fields if not isinstance(field, models.AutoField)]
    document = [{field.column: getattr(row, field.attname) for field in fields} for row in rows]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model.db_table)
    sql = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ON CONFLICT DO NOTHING" if ignore_conflicts else sql, [_json(document)])


def _json(document: Any) -> str:
    return json.dumps(document, default=_said, ensure_ascii=False)


def _said(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
