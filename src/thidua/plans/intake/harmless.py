"""Whether a PDF can be read in this very process: small, plain, and nothing in it that unfolds without end.

A PDF of a thousand bytes can keep PDFium busy for hours (forms that draw forms that draw forms) or fill the memory
(streams packed twice). What is not plainly harmless is read in a process of its own, with limits.
"""

import re
import zlib

_MOST_BYTES = 2 * 1024 * 1024
_MOST_UNPACKED = 16 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
#: Names of what may draw itself again and again, of other packings, of encryption; a name spelled with "#" hides one.
_SUSPICIOUS = re.compile(
    rb"/(?:Form|Type3|Pattern|Encrypt|Crypt|LZWDecode|RunLengthDecode|ASCII85Decode|ASCIIHexDecode|LZW|RL|A85|AHx|JPXDecode"
    rb"|JBIG2Decode|XFA|[A-Za-z0-9.]*#[0-9A-Fa-f]{2})\b"
)
#: A picture inside the drawing itself, packed by rules of its own; the letters first, which are quick to find.
_INLINE_PICTURE = re.compile(rb"BI(?<!\wBI)\s")
#: What a packed stream begins with.
_PACKED = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def is_harmless(data: bytes) -> bool:
    """Tell whether a PDF is small, names nothing suspicious and unpacks to a reasonable size."""
    if len(data) > _MOST_BYTES or _SUSPICIOUS.search(data):
        return False
    left = _MOST_UNPACKED
    for stream in _STREAM.finditer(data):
        if data[stream.end() : stream.end() + 2] not in _PACKED:
            continue
        unpacked = _unpack(data, stream.end(), left)
        left -= len(unpacked)
        if left <= 0 or unpacked[:2] in _PACKED or _SUSPICIOUS.search(unpacked) or _INLINE_PICTURE.search(unpacked):
            return False
    return True


def _unpack(data: bytes, start: int, most: int) -> bytes:
    """Unpack a stream, no more of it than is asked for; of a damaged one what is whole."""
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    length = 0
    try:
        # in pieces: what has been unpacked stays when a later piece is damaged
        for first in range(start, len(data), 65536):
            parts.append(unpacker.decompress(data[first : first + 65536], most - length))
            length += len(parts[-1])
            if unpacker.eof or unpacker.unconsumed_tail or length >= most:
                break
    except zlib.error:
        pass
    return b"".join(parts)
