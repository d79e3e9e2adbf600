"""Screening a workbook of people against all titles and awards: `thidua screen LIST.xlsx --on DATE -o RESULT.xlsx`."""
