from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.tables.personal import LENGTHS, code_of, personal_in, shown_in

MAIL, IBAN, PHONE, BSN = "mail", "account", "telephone", "citizen"
FOUND = {
    MAIL: [
        "jan.jansen@voorbeeld.nl", "J.P.de-Vries+wonen@sociaal-team.gemeente.amsterdam", "a@b.frl", "info@x.museum",
        "piet@straße.de", "jan@xn--bcher-kva.example", "<mailto:jan@voorbeeld.nl>", "jan [at] voorbeeld.nl",
        "jan(at)voorbeeld.co.uk", "jan @ voorbeeld.nl", "jan\u200b@voorbeeld.nl", "jan\uff20voorbeeld.nl",
        "o'neil@x.ie",
    ],
    PHONE: [
        "0612345678", "06-12345678", "06 12345678", "06 12 34 56 78", "06-12 34 56 78", "06.12.34.56.78",
        "(06) 12345678",
        "06 - 1234 5678", "06/12345678", "06\u201112345678", "020-1234567", "020 123 45 67", "(020) 123 4567",
        "0201234567",
        "0418-123456", "0418 12 34 56", "(0418) 123456", "088 123 45 67", "085-1234567", "+31612345678",
        "+31 6 12345678", "+31 (0)6 12 34 56 78", "+31(0)20-1234567", "0031 6 12345678", "0031612345678",
        "+32 470 12 34 56", "+49 (0)30 123456", "+44 20 7946 0958", "+1 (212) 555-0123", "00 49 170 1234567",
        "tel.0612345678", "tel:06-12345678", "mob.06 12345678", "+31 6\u00a012345678", "\uff10\uff16-12345678",
    ],
    BSN: [
        "123456782", "111222333", "1234.56.782", "123.456.782", "123 456 782", "1112 22 333", "1112.22.333",
        "111-222-333", "11 12 22 333", "BSN123456782", "bsn: 12 345 67 82", "BSN is 123456782", "012345672",
        "burgerservicenummer 123456782", "bsn 10000008",
    ],
    IBAN: [
        "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "nl91abna0417164300", "NL91.ABNA.0417.1643.00",
        "BE68 5390 0754 7034", "BE68539007547034", "DE89 3704 0044 0532 0130 00", "GB29 NWBK 6016 1331 9268 19",
        "FR14 2004 1010 0505 0001 3M02 606", "MT84MALT011000012345MTLCAST001S", "NO93 8601 1117 947",
    ],
}  # fmt: skip
NONE = [
    "", "75%", "37,5 %", "12.500", "€ 12.500,00", "12.500.000 euro", "1.234.567.890", "€ 123456782", "123456782 euro",
    "EUR 123.456.782", "123456789", "123.456.789", "000000000", "2024 2025 2026", "2025", "2024-2025", "2024/2025",
    "1234 AB", "3511 LX 12", "Dorpsstraat 12-14", "Kerkweg 112a, 1234 AB", "GM0363", "MO0402",
    "GM0363, GM0402 en GM1942",
    "2025-12-31", "31-12-2025", "01-02-2025 12:30", "06-12-2024 en 07-12-2025", "01/02/2025 03", "1 januari 2025",
    "06:30-07:30", "van 20 naar 30 plekken in 2025", "DOC-23001951", "zaak 2025-0123456789", "2025.0123456789",
    "KvK 12345678", "NL123456782B01", "RSIN 123456782", "btw-nummer: 123456782", "0363100012345678",
    "0363 1000 1234 5678",
    "+12.500.000", "+3 000 000", "+5%", "0800-1234", "0900-8844", "14 020", "112", "bel 144", "artikel 2.1.1 lid 3",
    "@gemeente", "volg ons op @gemeente", "3@2.50", "a@b", "jan@localhost", "NL91ABNA0417164301", "NL91ABNA041716430",
    "XX91ABNA0417164300", "no 12 van 20", "be 12 plekken", "01 02 03 04 05", "0,1 0,2 0,3", "10 20 30 40 50 60",
    "ISBN 9789012345678", "versie 1.2.3.4", "1234567", "12345678", "1234567890123", "v123456782", "123456782,50",
    "aantal: 100 200 300",
]  # fmt: skip
"""What is none of them."""
AROUND = ["{}", "Bel {} of kom langs.", "zie ({}); 20 plekken in 2025", "Sinds 31-12-2024:\n{}\nook in het weekend"]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text in texts])
def test_personal_data_is_found(kind, text):
    """In each usual form, alone and among other words; as the one thing that it is."""
    for around in AROUND:
        assert [one.kind for one in personal_in(around.format(text))] == [kind], around.format(text)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_personal_data_is_left_alone(text):
    """Numbers, amounts, dates, codes, addresses, numbers of services and of companies."""
    for around in AROUND:
        assert personal_in(around.format(text)) == []


def weighed(digits):
    """The eleven-test, as it is written down: nine times the first digit, and so on; once less the last."""
    return sum((9 - place) * int(digit) for place, digit in enumerate(digits[:8])) - int(digits[8])


@given(st.text("0123456789", min_size=9, max_size=9))
def test_nine_digits_are_a_bsn_where_they_pass_the_eleven_test(digits):
    """And where they do not, they are nothing."""
    found = [one.kind for one in personal_in(f"x {digits} y")]
    assert found == ([BSN] if weighed(digits) % 11 == 0 and int(digits) else [])


@given(st.sampled_from(sorted(LENGTHS)), st.data())
def test_an_iban_is_one_where_its_check_digits_are_right(country, data):
    """Of every country, with and without spaces; with another check digit it is none."""
    own = data.draw(
        st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=LENGTHS[country] - 4, max_size=LENGTHS[country] - 4)
    )
    number = int("".join(str(int(sign, 36)) for sign in f"{own}{country}00"))
    check = 98 - number % 97
    for code, is_one in ((f"{check:02}", True), (f"{(check + 5) % 97:02}", False)):
        whole = f"{country}{code}{own}"
        for text in (whole, " ".join(whole[n : n + 4] for n in range(0, len(whole), 4)), whole.lower()):
            assert (IBAN in [one.kind for one in personal_in(f"op {text}, graag")]) == is_one


@given(st.text())
def test_any_text_can_be_looked_at(text):
    """Nothing that people type is too odd; and its code depends on nothing but the text."""
    personal_in(text)
    assert code_of(f" {text}\n") == code_of(text.strip())
    assert len(code_of(text)) == 8


LONG = ["a", "0", "06 ", "a.", "NL12 ", "+1", "a@b.", "1 2"]


@pytest.mark.parametrize("part", LONG)
def test_a_long_text_is_looked_at_in_proportion_to_its_length(part):
    """A note may be as long as a cell can be; one that took the square of its length would not end."""
    personal_in(part * (100_000 // len(part)))


def test_what_is_found_is_told_without_being_repeated():
    """Enough of it to find it, and no more."""
    assert [str(one) for one in shown_in("Bel 06-12345678 (Jan).")] == ["a telephone number (06…78)"]
