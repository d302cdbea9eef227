"""Check type `personal`: what is a number of a person, what only looks like one, and that any text is survived."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.checks.personal import Personal, is_identity, is_mobile, luhn
from tests.checks.passages import assert_marked, found, hits, marked, mended, survivors
from tests.growth import assert_linear

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(born: date, serial: int, region: str = "110101") -> str:
    """An invented number: the region of the examples, a serial below 1000, the right check digit."""
    body = f"{region}{born:%Y%m%d}{serial:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def card(body: str) -> str:
    """An invented card number with its check digit."""
    return next(body + d for d in "0123456789" if luhn(body + d))


identities = st.builds(identity, st.dates(date(1930, 1, 1), date(2024, 12, 31)), st.integers(0, 99))
mobiles = st.builds(
    lambda head, tail: f"{head}{tail:08d}",
    st.sampled_from(["138", "150", "166", "177", "189", "199"]),
    st.integers(0, 9999),
)
cards = st.builds(
    lambda n, size: card(("62" + f"{n:04d}").ljust(size, "0")), st.integers(1200, 9999), st.integers(15, 18)
)
words = st.text("青禾镇执法培训，。（）一二 ", max_size=12)


@given(words, identities, words)
def test_an_identity_number_is_found_where_it_stands(before, number, after):
    assert_marked(Personal(("identity",)), f"青{before}«{number}»{after}")


@given(words, mobiles, words)
def test_a_mobile_number_is_found_where_it_stands(before, number, after):
    assert_marked(Personal(("mobile",)), f"青{before}«{number}»{after}")


@given(words, cards, words)
def test_a_card_number_is_found_where_it_stands(before, number, after):
    assert_marked(Personal(("bank",)), f"青{before}«{number}»{after}")


@given(identities)
def test_one_wrong_digit_is_no_identity_number(number):
    wrong = number[:-2] + str((int(number[-2]) + 1) % 10) + number[-1]
    assert not found(Personal(("identity",)), f"编排{wrong}，")


@given(st.text())
def test_any_text_is_survived(text):
    found(Personal(), text)


@given(st.text("0123456789- X身份证号电话卡，元", max_size=60))
def test_any_digits_are_survived_and_places_do_not_overlap(text):
    spans = sorted(hit.span for hit in hits(Personal(), text))
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码110101199003070003",
        "案号62220000000000000004",
        "拨打12345、12348、96110热线",
        "投诉电话010-00001234",
        "客服4000001234",
        "涉案金额13800000000元",
        "惠及13800000000人次",
        "身份证号110101********0003",
        "手机138****0000",
        "110101199013070003",
        "型号A13800000000",
        "物流单号13800000000",
        "0.13800000000",
        "卡号6222000000000000003",
        "卡号6222********0004",
        "青禾府办〔2024〕13800000000号",
    ],
)
def test_look_alikes(text):
    assert marked(Personal(), text) == text


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("被处罚人刘某，«11010119900307002x»。", ""),
        ("身份证号：«110101199003070009»。", "faulty"),
        ("身份证«110101900307000»。", "faulty"),
        ("证件１１０１０１１９９００３０７０００３".replace("１", "«１", 1) + "»", ""),
        ("当事人电话«13800000000»。", ""),
        ("联系电话：«138-0000-0000»", "contact"),
        ("咨询电话：«+86 13800000000»", "contact"),
        ("开户行卡号«6222 0000 0000 0000 004»。", ""),
        ("编者按«6222000000000000004»。", "bare"),
    ],
)
def test_kinds_and_variants(text, variant):
    assert_marked(Personal(), text)
    assert [hit.variant for hit in hits(Personal(), text.translate({171: None, 187: None}))] == [variant]


def test_the_fix_masks_and_keeps_the_form():
    text = "身份证110101 19900307 0003，手机138 0000 0000。"
    assert mended(Personal(), text) == "身份证110101 ******** 0003，手机138 **** 0000。"
    assert not hits(Personal(), mended(Personal(), text))
    assert all(not hit.safe for hit in hits(Personal(), text))


def test_only_the_kinds_named():
    text = "刘某110101199003070003，手机13800000000。"
    assert found(Personal(("mobile",)), text) == ["13800000000"]
    assert found(Personal(("bank",)), text) == []


def test_unless_excuses():
    assert not hits(Personal(("mobile",), unless="值班[^。]*"), "值班手机13800000000。")


def test_spoiled_texts_are_found():
    assert survivors(Personal(), "青禾镇开展培训，人人参加。") == []


def test_the_parts():
    assert is_identity("110101199003070003")
    assert not is_identity("990101199003070003")
    assert not is_identity("110101199002300003")
    assert is_mobile("+86 13800000000")
    assert not is_mobile("15400000000")
    assert luhn("6222000000000000004")


def test_many_numbers_on_one_line_stay_linear():
    text = "刘某手机13800000000，身份证110101199003070003，"
    assert len(hits(Personal(), text * 100)) == 200
    assert_linear(lambda n: partial(hits, Personal(), text * n), 4000)
