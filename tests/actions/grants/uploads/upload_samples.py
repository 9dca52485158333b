"""Files people and attackers send, made here: nothing of them is anybody's."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw

PLACE = "GPS-N38.914"  # stands in every kind of note; must be nowhere in what is kept
ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825


def picture(width=800, height=600):
    """A page of paper: white, a red mark in the upper left corner."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 4, height // 4), fill="red")
    draw.text((width // 2, height // 2), "1234567890", fill="black")
    return image


def saved(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def exif(orientation=1):
    notes = Image.Exif()
    notes[ORIENTATION], notes[DESCRIPTION] = orientation, PLACE
    notes.get_ifd(GPS).update({1: "N", 2: (38.0, 54.0, 50.0), 3: "E", 4: (121.0, 36.0, 53.0), 29: PLACE})
    return notes.tobytes()


def jpeg(width=800, height=600, orientation=1, **options):
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{PLACE}</x:xmpmeta>".encode()
    return saved(
        picture(width, height), "JPEG", quality=90, exif=exif(orientation), comment=PLACE.encode(), xmp=xmp,
        icc_profile=PLACE.encode() * 4, **options,
    )  # fmt: skip


def png(mode="RGB", width=800, height=600):
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Place", PLACE)
    notes.add_itxt("XML:com.adobe.xmp", PLACE)
    return saved(picture(width, height).convert(mode), "PNG", pnginfo=notes, exif=exif())


def transparent_png():
    image = Image.new("RGBA", (800, 600), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 200, 150), fill="red")
    return saved(image, "PNG")


def heic(width=800, height=600):
    buffer = io.BytesIO()
    pillow_heif.from_pillow(picture(width, height)).save(buffer, quality=80, exif=exif())
    return buffer.getvalue()


def png_bomb(width=50_000, height=50_000):
    """A few kilobytes that call themselves 2.5 billion pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 5_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def renamed_zip():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"\0" * 10_000_000)
    return buffer.getvalue()


def written(pdf, **options):
    buffer = io.BytesIO()
    pdf.save(buffer, **options)
    return buffer.getvalue()


def pdf_of(pages=1, content=b"0 0 1 rg 50 50 100 100 re f"):
    pdf = Pdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Contents = pdf.make_stream(content)
    return pdf


def scanned_pdf():
    """A page with a phone's JPEG, notes and all."""
    pdf = pdf_of(content=b"q 595 0 0 842 0 0 cm /A Do Q")
    image = Stream(pdf, jpeg(), Type=Name.XObject, Subtype=Name.Image, Width=800, Height=600, ColorSpace=Name.DeviceRGB,
                   BitsPerComponent=8, Filter=Name.DCTDecode)  # fmt: skip
    image.Metadata = pdf.make_stream(PLACE.encode())
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(A=image))
    return written(pdf)


def armed_pdf():
    """A page with everything a document of the public must not carry."""
    pdf = pdf_of()
    script = Dictionary(S=Name.JavaScript, JS="app.alert('EVIL')")
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", script])))
    pdf.attachments["EVIL.exe"] = b"MZ EVIL"
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = PLACE
    pdf.docinfo["/Author"] = PLACE
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script)
    page.Annots = Array([
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.Launch, F="EVIL.exe"))),
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.URI, URI="http://EVIL.example"))),
    ])  # fmt: skip
    page.PieceInfo = Dictionary(Secret=PLACE)
    return written(pdf)


def locked_pdf(password="1234"):  # noqa: S107 - of the test
    return written(pdf_of(), encryption=pikepdf.Encryption(owner="owner", user=password))


def packed_zeros(megabytes):
    """A zlib stream of so many millions of zeros, without compressing them all: one block again and again."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packing.compress(b"\0" * 1_000_000) + packing.flush(zlib.Z_FULL_FLUSH)
    checksum = (megabytes * 1_000_000 % 65521) << 16 | 1
    return b"\x78\xda" + block * megabytes + packing.flush() + checksum.to_bytes(4)


def flate_bomb():
    """A page whose few drawing commands unfold to 300 MB."""
    pdf = pdf_of()
    pdf.pages[0].obj.Contents = Stream(pdf, packed_zeros(300), Filter=Name.FlateDecode)
    return written(pdf, compress_streams=False)


def xref_bomb():
    """A PDF whose table of contents unfolds to 1.5 GB before the first page is seen."""
    data = packed_zeros(1_500)
    head = b"<</Type/XRef/Size 100000000/W[1 7 7]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % len(data)
    start = len(b"%PDF-1.7\n")
    return b"%PDF-1.7\n" + b"1 0 obj\n" + head + b"stream\n" + data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % start
