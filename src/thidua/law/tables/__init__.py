"""The record of many subjects as long tables of numbers, and its packing into columns without a loop over people."""

from thidua.law.tables.columns import columns_of
from thidua.law.tables.model import Table, Tables
from thidua.law.tables.of_facts import tables_of_facts
from thidua.law.tables.rows import pack_rows
from thidua.law.tables.to_facts import facts_of, json_of
from thidua.law.tables.view import View

__all__ = ["Table", "Tables", "View", "columns_of", "facts_of", "json_of", "pack_rows", "tables_of_facts"]
