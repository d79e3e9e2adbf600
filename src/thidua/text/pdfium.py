"""The one lock of PDFium, which works on one document at a time in a whole process.

Whoever opens a PDF through PDFium (plans, the format check) holds this lock as long as the document is open.
"""

import threading

PDFIUM_LOCK = threading.RLock()
