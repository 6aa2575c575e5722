"""Catalogues as files: what is taken, and what is refused in words that mend it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from commerce.catalogue.files import rows as rows_room
from commerce.catalogue.files import xlsx
from commerce.catalogue.files.mapping import Mapping, read_mapping
from commerce.catalogue.files.problem import UnreadableFileError
from commerce.catalogue.files.read import Reading, read
from commerce.packs.company import Branch
from commerce.packs.model import Pack
from commerce.packs.prices import PriceList
from tests.commerce.packs import mexican_pack

HEADER = "code,name.es,category,price"
MAPPED = Mapping(
    columns={"code": "Clave", "name.es": "Descripción", "price": "Precio", "category": "Línea", "fits": "Aplica"},
    values={"category": {"FRENOS Y MÁS": "brakes"}},
    defaults={"unit": "pieza", "synonyms.es": "balatas|pastillas"},
    decimal=",",
)


def pack() -> Pack:
    """With a list of prices for workshops."""
    base = mexican_pack()
    pricing = base.catalogue.pricing.model_copy(update={"lists": [PriceList(id="workshops", name={"es": "Talleres"})]})
    return base.model_copy(update={"catalogue": base.catalogue.model_copy(update={"pricing": pricing})})


def csv(folder: Path, *lines: str, header: str = HEADER, name: str = "parts.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return path


def test_what_lies_at_each_branch_is_read_and_a_branch_that_is_none_is_refused(tmp_path: Path) -> None:
    own = pack()
    branch = Branch(id="centro", name="Centro", address="Calle 1", phone="+524425550110")
    shop = own.model_copy(update={"file": own.file.model_copy(update={"branches": [branch]})})
    item = read(csv(tmp_path, "ZX-1,Faro,Frenos,9,4", header=f"{HEADER},stock.centro"), shop, Mapping()).items[0]
    assert (item.stock, item.stock_at) == (4, {"centro": 4})
    refused = read(csv(tmp_path, "ZX-1,Faro,Frenos,9,4", header=f"{HEADER},stock.norte"), shop, Mapping())
    assert "a branch that the pack does not have" in told(refused)[0]


def told(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_a_row_becomes_an_item_with_all_that_its_columns_say(tmp_path: Path) -> None:
    header = ("code,name.es,name.en,category,price,unit,stock,tax_class,synonyms.es,attributes.brand,options.side,"
              "family,fits,images,prices.workshops,currency,stock_source")  # fmt: skip
    row = ('ZX-1,Faro,Headlight,Frenos,"$1,290.50",PZA,4,exempt,farol|luz,Kintek,izquierdo,faros,'
           "Volkswagen:Jetta:2011-2018:2.0/2.5|Nissan:Versa:2012,https://a.example/1.jpg|https://a.example/2.jpg,"
           "1100,mxn,supplier")  # fmt: skip
    item = read(csv(tmp_path, row, header=header), pack(), Mapping()).items[0]
    assert (item.id, item.code, item.category, item.price, item.unit) == ("p-zx1", "ZX-1", "brakes", "1290.50", "each")
    assert (item.stock, item.tax_class, item.prices, item.family) == (4, "exempt", {"workshops": "1100"}, "faros")
    assert (item.name, item.synonyms) == ({"es": "Faro", "en": "Headlight"}, {"es": ["farol", "luz"]})
    assert (item.attributes, item.options) == ({"brand": "Kintek"}, {"side": "izquierdo"})
    assert [(fit.model, fit.from_year, fit.to_year, fit.engines) for fit in item.fits] == [
        ("Jetta", 2011, 2018, ["2.0", "2.5"]), ("Versa", 2012, 2012, []),
    ]  # fmt: skip
    assert len(item.images) == 2
    assert item.stock_source == "supplier"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("A1,Faro,brakes,-5", "row 2, column price: found '-5', expected an amount of at least 0 such as 1290.50"),
        (
            "A1,Faro,brakes,5.555",
            "row 2, column price: found '5.555', expected an amount in MXN: amount '5.555' has more",
        ),
        ("A1,Faro,brakes,gratis", "row 2, column price: found 'gratis'"),
        ("A1,Faro,brakes,1e5", "row 2, column price: found '1e5'"),
        ("A1,Faro,brakes,NaN", "row 2, column price: found 'NaN'"),
        ("A1,Faro,brakes,٣", "row 2, column price: found '٣'"),
        ("A1,Faro,brakes,9999999999999", "row 2, column price"),
        ("A1,Faro,brakes,", "row 2, column price: found nothing, expected a value"),
        ("A1,=cmd(),brakes,5", "row 2, column name.es: found '=cmd()', a formula, expected plain text or a number"),
        ('A1,"=HYPERLINK(""http://x"")",brakes,5', "a formula"),
        ("A1,@SUM(A1),brakes,5", "row 2, column name.es: found '@SUM(A1)', a formula"),
        ("A1,+cmd|' /C calc'!A0,brakes,5", "a formula"),
        ("A1,Faro\x07,brakes,5", "row 2, column name.es: found control characters"),
        ("A1,Faro,wheels,5", "row 2, column category: found 'wheels', expected one of brakes, roofs, services"),
        (",Faro,brakes,5", "row 2, column code: found nothing, expected letters or digits"),
        ("---,Faro,brakes,5", "row 2, column code: found '---', expected letters or digits"),
        ("A1,,brakes,5", "row 2, column name.es: found nothing, expected what it is called"),
        (
            "BD 4471,Faro,brakes,5",
            "row 2, column code: found 'BD 4471', which catalogue.yaml has, expected another code",
        ),
    ],
)
def test_a_row_that_cannot_be_true_is_refused_with_its_place_and_the_others_are_taken(
    tmp_path: Path, row: str, problem: str
) -> None:
    reading = read(csv(tmp_path, row, "B2,Calavera,brakes,10"), pack(), Mapping())
    assert [item.code for item in reading.items] == ["B2"]
    assert problem in told(reading)[0]


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("stock", "-1", "a whole number of at least 0"), ("stock", "1.5", "a whole number of at least 0"),
        ("currency", "USD", "found 'USD', expected MXN, the currency of the catalogue"),
        ("unit", "barril", "unit"), ("tax_class", "lujo", "expected one of exempt, standard"),
        ("prices.vip", "5", "a price list that the pack does not have, expected one of workshops"),
        ("colour", "rojo", "a column that no field is for"), ("fits", "Volkswagen:Jetta", "make:model:years:engines"),
        ("fits", "Volkswagen:Jetta:2018-2011", "the earlier one first"), ("fits", "VW:Jetta:3011", "1900 to 2100"),
        ("images", "|".join(f"https://a.example/{n}.jpg" for n in range(11)), "at most 10"),
        ("kind", "dream", "'product' or 'service'"), ("name.fr", "Phare", "name"),
    ],
)  # fmt: skip
def test_a_cell_that_says_something_impossible_is_told(tmp_path: Path, column: str, value: str, problem: str) -> None:
    reading = read(csv(tmp_path, f"A1,Faro,brakes,5,{value}", header=f"{HEADER},{column}"), pack(), Mapping())
    assert reading.items == []
    assert problem in told(reading)[0]


def test_of_two_rows_with_one_code_neither_is_taken_however_the_code_is_written(tmp_path: Path) -> None:
    reading = read(csv(tmp_path, "ZX-1,a,brakes,5", "B2,b,brakes,6", "zx1,c,brakes,7"), pack(), Mapping())
    assert [item.code for item in reading.items] == ["B2"]
    assert told(reading) == [
        "row 2, column code: found 'ZX-1', also on row 4, expected each code once",
        "row 4, column code: found 'zx1', also on row 2, expected each code once",
    ]


def test_a_mapping_reads_the_columns_of_another_system(tmp_path: Path) -> None:
    path = csv(
        tmp_path, "77;Balata;1.290,50;FRENOS Y MÁS;Nissan:Versa:2012", header="Clave;Descripción;Precio;Línea;Aplica"
    )
    item = read(path, pack(), MAPPED).items[0]
    assert (item.code, item.price, item.category, item.unit) == ("77", "1290.50", "brakes", "each")
    assert item.synonyms == {"es": ["balatas", "pastillas"]}


def test_a_problem_names_the_column_as_the_file_does(tmp_path: Path) -> None:
    path = csv(tmp_path, "77;Balata;-3;FRENOS Y MÁS", header="Clave;Descripción;Precio;Línea")
    assert told(read(path, pack(), MAPPED))[0].startswith("row 2, column Precio: found '-3'")


def test_a_workbook_is_read_as_its_reader_sees_it(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADER.split(","), ["A1", "Faro", "brakes", 19.989999999999998], ["A2", "Foco", "brakes", 1290],
                [], ["A3", "=1+1", "brakes", 5], ["A4", "Luz", "brakes", 0.1 + 0.2]]:  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "parts.xlsx")
    reading = read(tmp_path / "parts.xlsx", pack(), Mapping())
    assert [(item.code, item.price) for item in reading.items] == [("A1", "19.99"), ("A2", "1290"), ("A4", "0.30")]
    assert told(reading) == ["row 5, column name.es: found '=1+1', a formula, expected plain text or a number"]


def test_json_says_languages_and_lists_in_its_own_way(tmp_path: Path) -> None:
    fit = {"make": "Nissan", "model": "Versa", "from_year": 2012, "to_year": 2019, "engines": ["1.6"]}
    item = {"code": "A1", "name": {"es": "Faro", "en": "Light"}, "category": "brakes", "price": 1290.50,
            "synonyms": {"es": ["luz"]}, "fits": [fit], "stock": 3}  # fmt: skip
    (tmp_path / "parts.json").write_text(json.dumps({"items": [item, {**item, "code": "A2", "price": -1}]}))
    reading = read(tmp_path / "parts.json", pack(), Mapping())
    assert (reading.items[0].price, reading.items[0].fits[0].to_year) == ("1290.50", 2019)
    assert told(reading)[0].startswith("row 2, column price: found '-1'")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "has no header"), ("a.csv", "código\nñ".encode("latin-1"), "is not UTF-8"),
        ("a.csv", b"code,price\n", "has no rows"), ("a.json", b"[]", "has no rows"),
        ("a.csv", b"code,code\n1,2", "has the column 'code' twice"),
        ("a.csv", b"code,price\n1,2,3", "more cells than the header"),
        ("a.json", b"{", "is not JSON"), ("a.json", b'{"items": 3}', "expected a list of objects"),
        ("a.json", b"[1]", "item 1: expected an object"), ("a.json", b"[" * 100_000, "is not JSON"),
        ("a.xlsx", b"PK\x03\x04 no", "no workbook that can be read"), ("a.pdf", b"%PDF", "of no kind that is read"),
    ],
)  # fmt: skip
def test_what_is_no_catalogue_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=message):
        read(tmp_path / name, pack(), Mapping())


def test_a_million_rows_are_refused_before_they_are_all_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def endless(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
        nonlocal asked
        while True:
            asked += 1
            yield asked + 1, {"code": f"A{asked}"}

    monkeypatch.setattr(rows_room, "_csv_rows", endless)
    with pytest.raises(UnreadableFileError, match="more than 100,000 rows"):
        read(csv(tmp_path), pack(), Mapping())
    assert asked == rows_room.MOST_ROWS + 1


def test_rows_are_counted_before_any_of_them_is_made_an_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_room, "MOST_ROWS", 1)
    monkeypatch.setattr("commerce.catalogue.files.read.item_of", lambda *_: pytest.fail("an item was made"))
    with pytest.raises(UnreadableFileError, match="more than 1 rows"):
        read(csv(tmp_path, "ZX-1,Faro,Frenos,9", "ZX-2,Faro,Frenos,9"), pack(), Mapping())


def test_a_separator_of_lines_within_a_cell_begins_no_row(tmp_path: Path) -> None:
    reading = read(csv(tmp_path, "ZX-1,Faro\u2028izquierdo,Frenos,9"), pack(), Mapping())
    assert [item.name["es"] for item in reading.items] == ["Faro\u2028izquierdo"]


def test_a_workbook_that_swells_beyond_reason_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, b"<row r='2'><c><v>" + b"0" * 3_000_000 + b"</v></c></row>")
    with pytest.raises(UnreadableFileError, match="unpacks to 2 MB: expected at most 512, and 100 times its size"):
        read(path, pack(), Mapping())


def test_a_sheet_of_more_rows_than_are_taken_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_LINES", 3)
    monkeypatch.setattr(xlsx, "_PIECE", 7)
    assert read(workbook(tmp_path, b'<row r="2"/>'), pack(), Mapping()).rows == 1
    with pytest.raises(UnreadableFileError, match="a sheet of more than 3 rows, empty ones included"):
        read(workbook(tmp_path, b'<row r="2"/>' + b"<x:row/>" + b"<row>"), pack(), Mapping())


def workbook(folder: Path, rows: bytes) -> Path:
    """One good part, and ``rows`` as they are after it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER.split(","))
    sheet.append(["A1", "Faro", "brakes", 5])
    book.save(folder / "plain.xlsx")
    with ZipFile(folder / "plain.xlsx") as plain, ZipFile(folder / "made.xlsx", "w", ZIP_DEFLATED) as made:
        for part in plain.namelist():
            content = plain.read(part)
            made.writestr(part, content.replace(b"</sheetData>", rows + b"</sheetData>"))
    return folder / "made.xlsx"


def test_a_mapping_for_another_file_is_told_by_the_columns_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableFileError, match="names columns that none of them has: Clave, Descripción, Línea, Precio"
    ):
        read(csv(tmp_path, "ZX-1,Faro,Frenos,9"), pack(), MAPPED)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns: [a]", "columns: input should be a valid dictionary"),
        ("rows: 3", "rows: extra inputs"),
        ("a: [", "while"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "map.yaml").write_text(text)
    with pytest.raises(UnreadableFileError, match=message):
        read_mapping(tmp_path / "map.yaml")
