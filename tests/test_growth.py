"""The measure of growth itself: it lets linear work through and stops quadratic."""

from __future__ import annotations

import pytest

from tests.growth import assert_linear


def test_linear_work_passes() -> None:
    assert_linear(lambda n: lambda: sum(i * i for i in range(n)), 500_000)


def test_quadratic_work_fails() -> None:
    with pytest.raises(AssertionError, match=r"200 pieces took .* s, 2000 took"):
        assert_linear(lambda n: lambda: sum(i * j for i in range(n) for j in range(n)), 2000)
