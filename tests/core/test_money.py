from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import Money, gbp, split, to_pence, total

whole_pence = st.integers(-(10**14), 10**14).map(lambda pence: gbp(Decimal(pence) / 100))
weight = st.one_of(
    st.just(0), st.integers(0, 10**9), st.decimals(0, 10**9, places=4, allow_nan=False, allow_infinity=False)
)
weights = st.lists(weight, min_size=1, max_size=12).filter(any)


@given(whole_pence, weights)
def test_parts_always_sum_to_the_whole(amount, weights):
    assert total(split(amount, weights)) == amount


@given(whole_pence, weights)
def test_each_part_is_within_a_penny_of_its_exact_share(amount, weights):
    for part, weight in zip(split(amount, weights), weights, strict=True):
        assert abs(part.amount * sum(weights) - amount.amount * weight) < Decimal("0.01") * sum(weights)
        assert weight or part == gbp(0)


@given(whole_pence, weights)
def test_a_refund_is_shared_as_the_charge_was(amount, weights):
    assert split(-amount, weights) == [-part for part in split(amount, weights)]


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        # Southwark 2003/04: an overspend of £54,000 over contributions of 730 and 296 (£000).
        ("54000", [730, 296], ["38421.05", "15578.95"]),
        ("54000", [1, 1], ["27000.00", "27000.00"]),
        ("54000", [1, 0], ["54000.00", "0.00"]),
        ("0.02", [1, 1, 1], ["0.01", "0.01", "0.00"]),
        ("-0.01", [1, 1], ["-0.01", "0.00"]),
        ("0.01", [Decimal("0.1"), Decimal("0.2")], ["0.00", "0.01"]),
        ("999999999999.99", [1, 2], ["333333333333.33", "666666666666.66"]),
        ("0", [3, 4], ["0.00", "0.00"]),
    ],
)
def test_split(amount, weights, parts):
    assert split(gbp(amount), weights) == [gbp(part) for part in parts]


@pytest.mark.parametrize("weights", [[], [0, 0], [Decimal("0.00")], [2, -1], [Decimal("NaN"), 1]])
def test_split_refuses_weights_that_share_nothing_or_take_away(weights):
    with pytest.raises(ValueError):
        split(gbp(10), weights)


def test_split_refuses_a_fraction_of_a_penny():
    with pytest.raises(ValueError, match="whole number of pence"):
        split(gbp("0.005"), [1, 1])


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1026", "1026.00")],
)
def test_to_pence_rounds_half_up(amount, rounded):
    assert str(to_pence(gbp(amount)).amount) == rounded


def test_total():
    assert total([]) == gbp(0)
    assert total([gbp(730), gbp("296.01")]) == gbp("1026.01")


@pytest.mark.parametrize("amount", [0.1, True, None])
def test_only_exact_numbers_are_money(amount):
    with pytest.raises(TypeError):
        gbp(amount)
    with pytest.raises(TypeError):
        split(gbp(1), [amount, 1])
    with pytest.raises(TypeError):
        total([amount])


@pytest.mark.parametrize("amount", ["", "£5", "twelve", "NaN", "Infinity"])
def test_text_that_is_no_number_is_refused(amount):
    with pytest.raises(ValueError):
        gbp(amount)


def test_other_currencies_are_refused():
    with pytest.raises(ValueError, match="EUR is not pounds sterling"):
        total([Money(1, "EUR")])
