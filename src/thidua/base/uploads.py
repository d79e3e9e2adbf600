"""Taking in files from the browser: they go to the disk at once, and no request can fill it."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

# All files of one request together. A form says its own smaller limit in its own words (`files.read_upload`);
# this one is for whoever sends more than any form takes.
REQUEST_LIMIT = 256 * 1024 * 1024


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Django's handler that stops listening once a request has sent more than `REQUEST_LIMIT` bytes of files."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the chunk; raises ``RequestDataTooBig`` (400) beyond the limit, and what came so far is thrown away."""
        self.received += len(raw_data)
        if self.received > REQUEST_LIMIT:
            raise RequestDataTooBig
        super().receive_data_chunk(raw_data, start)
