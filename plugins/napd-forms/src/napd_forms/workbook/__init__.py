"""Workbooks: .xlsx and .ods read cell by cell, within bounds of memory and time, whatever the file holds."""
