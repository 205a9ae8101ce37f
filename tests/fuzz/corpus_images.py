"""Images for make_corpus.py, as CIFAR-10, NumPy, PNG and JPEG have them, and files of these kinds that lie."""
import struct
import zlib


def cifar(label, tone=7):
    return bytes([label]) + bytes([tone]) * 1024 + bytes(range(256)) * 8


CIFAR = {
    "one": cifar(3),
    "two": cifar(0) + cifar(9, 255),
    "empty": b"",
    "truncated": cifar(3)[:-1],
    "too_long": cifar(3) + b"x",
    "class_10": cifar(3) + cifar(10),
    "hundred_classes": bytes([3, 4]) + cifar(1)[1:] + cifar(2)[1:],
}


def npy(kind, shape, data, order="False", version=1, length=None, extra=""):
    header = "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), %s}" % (kind, order, shape, extra)
    width = "<H" if version == 1 else "<I"
    header += " " * (-(len(header) + 9 + struct.calcsize(width)) % 64) + "\n"
    return (b"\x93NUMPY" + bytes([version, 0]) + struct.pack(width, len(header) if length is None else length)
            + header.encode() + data)


IMAGES = npy("|u1", "2, 2, 3", bytes(range(12)))
LABELS = npy("<i8", "2,", struct.pack("<qq", 0, 1))
NPY = {
    "images": IMAGES,
    "pair": IMAGES + LABELS,
    "pair_colours_last": npy("|u1", "2, 2, 2, 3", bytes(24)) + LABELS,
    "pair_colours_first": npy("<f4", "2, 3, 1, 1", struct.pack("<6f", 0, .5, 1, 0, .25, 1)) + LABELS,
    "pair_of_doubles": npy(">f8", "2, 1, 1", struct.pack(">dd", 0, 255)) + npy("|b1", "2, 1", b"\1\0"),
    "pair_of_truths": npy("|b1", "2, 1, 2", b"\0\1\7\xff") + LABELS,
    "wide_integers": npy("<u8", "1,", b"\xff" * 8),
    "most_negative": npy(">i8", "1,", b"\x80" + bytes(7)),
    "version_2": npy("<i2", "2,", bytes(4), version=2),
    "version_3": npy("<u4", "1,", bytes(4), version=3),
    "version_9": npy("<u4", "1,", bytes(4), version=9),
    "single_number": npy("<i4", "", bytes(4)),
    "nothing": npy("<i4", "0, 3", b""),
    "no_number": npy("<f4", "1, 1, 1", b"\0\0\xc0\x7f") + LABELS,
    "negative_pixel": npy("<f4", "2, 1, 1", struct.pack("<ff", -1, 1)) + LABELS,
    "class_256": IMAGES + npy("<i8", "2,", struct.pack("<qq", 0, 256)),
    "one_label": IMAGES + npy("|u1", "1,", b"\0"),
    "labels_as_floats": IMAGES + npy("<f4", "2,", bytes(8)),
    "exchanged": LABELS + IMAGES,
    "objects": npy("|O", "1,", b"\x80\x04K\x01."),
    "by_columns": npy("<u2", "2, 2", bytes(8), order="True"),
    "huge": npy("|u1", "9223372036854775807,", b"x"),
    "product_overflows": npy("|u1", "1099511627776, 1099511627776, 1099511627776", b"x"),
    "product_overflows_to_zero": npy("<u8", "4294967296, 4294967296", b""),
    "overflow_beside_zero": npy("|u1", "1099511627776, 1099511627776, 0", b""),
    "negative_size": npy("|u1", "-1,", b"x"),
    "nine_sizes": npy("|u1", "1, 1, 1, 1, 1, 1, 1, 1, 1", b"x"),
    "truncated": IMAGES[:-1],
    "too_long": IMAGES + b"x",
    "long_header": npy("|u1", "1,", b"x", length=65535),
    "long_header_2": npy("|u1", "1,", b"x", version=2, length=2**32 - 1),
    "unknown_name": npy("|u1", "1,", b"x", extra="'more': 1"),
    "no_dictionary": b"\x93NUMPY\1\0\x04\0[1]\n",
    "magic_only": b"\x93NUMPY",
    "pickle": b"\x80\x04K\x01.",
}


def chunk(name, data, crc=None):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body) if crc is None else crc)


SIGNATURE = b"\x89PNG\r\n\x1a\n"
END = chunk(b"IEND", b"")


def png(width, height, bits, colour, rows, before=b"", interlaced=0):
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlaced)
    return SIGNATURE + chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(rows)) + END


GREY = png(2, 2, 8, 0, b"\0\0\xff\0\xff\0")


def marker(code, data):
    return b"\xff" + bytes([code]) + struct.pack(">H", len(data) + 2) + data


# Every coefficient is 0 and has a code of one bit: eight by eight grey pixels are 00, filled up with ones.
TABLES = marker(0xDB, b"\0" + b"\1" * 64) + marker(0xC4, b"\0\1" + bytes(16)) + marker(0xC4, b"\x10\1" + bytes(16))
SCAN = marker(0xDA, b"\1\1\0\0\x3f\0") + b"\x3f"
FIRST_SCAN = marker(0xDA, b"\1\1\0\0\0\0") + b"\x7f"
EXIF = marker(0xE1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0" + bytes(4))


def jpeg(width=8, height=8, frame=0xC0, parts=1, bits=8, before=b"", scans=SCAN, end=b"\xff\xd9"):
    components = b"".join(bytes([i + 1, 0x11, 0]) for i in range(parts))
    header = struct.pack(">BHHB", bits, height, width, parts) + components
    return b"\xff\xd8" + before + TABLES + marker(frame, header) + scans + end


COLOURS = marker(0xDA, b"\3\1\0\2\0\3\0\0\x3f\0") + b"\x03"
PICTURE = {
    "grey": GREY,
    "black_and_white": png(9, 1, 1, 0, b"\0\xaa\x80"),
    "grey_16_bits": png(1, 1, 16, 0, b"\0\1\2"),
    "colour": png(1, 2, 8, 2, b"\0abc\1abc"),
    "palette": png(2, 1, 4, 3, b"\0\x10", chunk(b"PLTE", b"abcdef")),
    "palette_clear": png(2, 1, 4, 3, b"\0\x10", chunk(b"PLTE", b"abcdef") + chunk(b"tRNS", b"\0\x80")),
    "grey_clear": png(1, 1, 8, 4, b"\0\x80\x40"),
    "colour_clear": png(1, 1, 8, 6, b"\0abc\x40"),
    "colour_clear_16_bits": png(1, 1, 16, 6, b"\0aabbccdd"),
    "interlaced": png(3, 3, 8, 0, b"\0a" + b"\0ab\0ab" + b"\0b" + b"\0abc", interlaced=1),
    "large": png(200, 3, 8, 0, (b"\0" + bytes(200)) * 3),
    "with_text": png(2, 2, 8, 0, b"\0\0\xff\0\xff\0", chunk(b"tEXt", b"Title\0a") + chunk(b"gAMA", b"\0\0\xb1\x8f")),
    "profile": png(1, 1, 8, 0, b"\0a", chunk(b"iCCP", b"p\0\0" + zlib.compress(bytes(200)))),
    "huge": png(2**31 - 1, 2**31 - 1, 8, 2, bytes(100)),
    "beyond_31_bits": png(2**32 - 1, 1, 8, 2, bytes(100)),
    "wide": png(8193, 1, 1, 0, bytes(1026)),
    "no_size": png(0, 0, 8, 0, b""),
    "nine_bits": png(1, 1, 9, 0, b"\0\1\2"),
    "palette_missing": png(2, 1, 4, 3, b"\0\x10"),
    "rows_missing": png(4, 4, 8, 0, b"\0abcd"),
    "not_packed": SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", b"x") + END,
    "wrong_checksum": GREY.replace(zlib.crc32(b"IEND").to_bytes(4, "big"), b"abcd"),
    "long_chunk": SIGNATURE + b"\xff\xff\xff\xffIHDR",
    "png_cut": GREY[:40],
    "signature_only": SIGNATURE,
    "jpeg": jpeg(),
    "jpeg_wide": jpeg(16, 8, scans=SCAN[:-1] + b"\x0f"),
    "jpeg_colour": jpeg(parts=3, scans=COLOURS),
    "jpeg_four_colours": jpeg(parts=4, scans=marker(0xDA, b"\4\1\0\2\0\3\0\4\0\0\x3f\0") + b"\0"),
    "jpeg_progressive": jpeg(frame=0xC2, scans=FIRST_SCAN),
    "jpeg_many_scans": jpeg(8192, 7800, frame=0xC2, scans=FIRST_SCAN * 4000),
    "jpeg_arithmetic": jpeg(frame=0xC9),
    "jpeg_12_bits": jpeg(frame=0xC1, bits=12),
    "jpeg_turned": jpeg(16, 8, before=EXIF, scans=SCAN[:-1] + b"\x0f"),
    "jpeg_turned_in_a_circle": jpeg(before=EXIF.replace(b"\0\0\0\x08\0\1", b"\0\0\0\x0e\0\1")),
    "jpeg_small_one_inside": jpeg(before=marker(0xE1, jpeg())),
    "jpeg_end_inside_only": jpeg(before=marker(0xE1, jpeg()), end=b""),
    "jpeg_huge": jpeg(65535, 65535),
    "jpeg_no_size": jpeg(0, 0),
    "jpeg_no_end": jpeg(end=b""),
    "jpeg_no_scan": jpeg(scans=b""),
    "jpeg_filling": jpeg(before=b"\xff\xff\xff"),
    "gif": b"GIF89a\1\0\1\0\0\0\0;",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    "words": b"dear diary",
    "empty": b"",
}

SETUP = b'{"seed":1}'
KEY = b"Fovea setup\0"


def with_text(*chunks, end=END):
    return GREY[:33] + b"".join(chunks) + GREY[33:-12] + end


PNG_TEXT = {
    "none": GREY,
    "text": with_text(chunk(b"iTXt", KEY + bytes(4) + SETUP)),
    "plain": with_text(chunk(b"tEXt", KEY + SETUP)),
    "translated": with_text(chunk(b"iTXt", KEY + b"\0\0de\0Einstellungen\0" + SETUP)),
    "compressed": with_text(chunk(b"iTXt", KEY + b"\1\0\0\0" + zlib.compress(SETUP))),
    "two": with_text(chunk(b"tEXt", KEY + b"first"), chunk(b"tEXt", KEY + b"second")),
    "empty_text": with_text(chunk(b"tEXt", KEY)),
    "no_end_of_key": with_text(chunk(b"tEXt", KEY[:-1])),
    "cut_languages": with_text(chunk(b"iTXt", KEY + b"\0\0de")),
    "one_byte": with_text(chunk(b"iTXt", KEY + b"\0")),
    "wrong_checksum": with_text(chunk(b"tEXt", KEY + SETUP, crc=1)),
    "behind_the_end": GREY + chunk(b"tEXt", KEY + SETUP),
    "no_end": with_text(chunk(b"tEXt", KEY + SETUP), end=b""),
    "no_header": SIGNATURE + chunk(b"tEXt", KEY + SETUP),
    "long_chunk": GREY[:33] + b"\xff\xff\xff\xfftEXt" + KEY + SETUP,
    "length_of_the_rest": GREY[:33] + struct.pack(">I", 12) + b"tEXt" + KEY[:8],
    "signature_only": SIGNATURE,
    "empty": b"",
}
