"""Bytes to text: UTF-8 with or without a byte order mark, else GB18030."""

from orgmodel.model import BadInput, Problem


def decoded(data: bytes, file: str) -> str:
    """The text of a file.

    :raises BadInput: if it is empty or holds no text.

    >>> decoded("名称".encode("gb18030"), "units.csv")
    '名称'
    """
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise BadInput([Problem("is empty", file=file, remedy="Give it at least the table of units.")])
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadInput(
            [Problem("is UTF-16 text", file=file, allowed="UTF-8, GB18030", remedy="Save it as UTF-8.")]
        )
    if b"\0" in data:
        remedy = "If it is a workbook or a Parquet file, its name must end in .xlsx or .parquet."
        raise BadInput([Problem("is not a text file", file=file, remedy=remedy)])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput([Problem("is neither UTF-8 nor GB18030 text", file=file, remedy="Save it as UTF-8.")])
