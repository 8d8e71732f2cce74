"""Raking, and the design effect of weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.survey.weighting import Raked, Unrakeable, design_effect, rake


def rows_of(table):
    """Return the codes of the rows and columns of people who are counted in a table."""
    counts = np.asarray(table)
    row, column = np.indices(counts.shape)
    return [np.repeat(row.ravel(), counts.ravel()), np.repeat(column.ravel(), counts.ravel())]


def summed(codes, weights, shape):
    """Return the weights of each cell of the table, together."""
    return np.bincount(codes[0] * shape[1] + codes[1], weights, shape[0] * shape[1]).reshape(shape)


def test_raking_gives_the_weights_of_r():
    """R 4.6.1, survey 4.5: rake(apiclus1 design, list(~stype, ~sch.wide), list(pop.types, pop.schwide)).

    Printed in test/r_reference/rake_weights.csv of Survey.jl. R stops when a margin changes by less than one school of
    6,194, hence the tolerance. Schools (no, yes by E, H, M): 12, 3, 8 and 132, 11, 17.
    """
    codes = rows_of([[12, 3, 8], [132, 11, 17]])
    found = rake(codes, [[1072, 5122], [4421, 755, 1018]])
    assert found.converged
    expected = [
        [39.838509410554, 67.1257826263303, 49.0700673992951],
        [29.8704638727345, 50.3301527726748, 36.7921816646831],
    ]
    each = summed(codes, found.weights, (2, 3)) / [[12, 3, 8], [132, 11, 17]] * 6194 / 183
    assert each == pytest.approx(np.array(expected), rel=5e-5)


@pytest.mark.parametrize(
    "seed, rows, columns, expected",
    [
        (
            [[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]],
            [150, 300, 400, 150],
            [200, 300, 400, 100],
            [[64.55850978178071, 46.23245971352525, 35.384298268208866, 3.824732250738186],
             [49.96791941658572, 68.15935407031863, 156.49854641978203, 25.374180087520756],
             [56.721943599772345, 144.428225563363, 145.08248142961315, 53.767349399834316],
             [28.751627201861222, 41.17996065279309, 63.03467388239596, 17.03373826190674]],
        ),
        (
            [[80, 170, 150], [90, 80, 210], [10, 80, 130]],
            [430, 360, 210],
            [150, 300, 550],
            [[73.00821133090251, 167.6406190982682, 189.35116953100794],
             [69.39038867548675, 66.64927210743659, 223.96033924954682],
             [7.601399993610755, 65.71010879429528, 136.6884912194452]],
        ),
    ],
)  # fmt: skip
def test_raking_agrees_with_ipfn(seed, rows, columns, expected):
    """ipfn 1.4.4 (Python): ipfn(seed, [rows, columns], [[0], [1]], convergence_rate=1e-14).iteration().

    The second table is the example of the function IPFP of the R package TeachingSampling.
    """
    codes = rows_of(seed)
    found = rake(codes, [rows, columns], tolerance=1e-13, iterations=1000)
    cells = summed(codes, found.weights, np.shape(seed)) * sum(rows) / np.sum(seed)
    assert cells == pytest.approx(np.array(expected), rel=1e-9)


@st.composite
def problems(draw):
    """Draw people with two or three variables of which every category occurs, and a census of them."""
    people = draw(st.integers(5, 60))
    codes, targets = [], []
    for _ in range(draw(st.integers(1, 3))):
        groups = draw(st.integers(2, 4))
        code = draw(st.lists(st.integers(0, groups - 1), min_size=people, max_size=people))
        codes.append(np.array([*range(groups), *code[groups:]]))
        targets.append(draw(st.lists(st.integers(50, 1000), min_size=groups, max_size=groups)))
    base = draw(st.lists(st.floats(0.2, 5), min_size=people, max_size=people))
    return codes, targets, np.array(base)


@given(problems())
def test_every_margin_is_met_once_raking_says_so(problem):
    codes, targets, base = problem
    found = rake(codes, targets, base, iterations=300)
    assert found.weights.mean() == pytest.approx(1)
    assert (found.weights >= 0).all()
    assert found.deff >= 1
    margins = [
        np.bincount(code, found.weights, len(target)) / found.weights.sum() - np.array(target) / sum(target)
        for code, target in zip(codes, targets, strict=True)
    ]
    assert max(np.abs(margin).max() for margin in margins) == pytest.approx(found.error, abs=1e-12)
    assert found.converged == (found.error <= 1e-8)


@given(problems(), st.floats(0.01, 100), st.randoms(use_true_random=False))
def test_scale_of_base_and_census_and_order_of_rows_change_nothing(problem, times, random):
    codes, targets, base = problem
    one = rake(codes, targets, base, most=3)
    order = list(range(len(base)))
    random.shuffle(order)
    other = rake(
        [code[order] for code in codes], [np.array(target) * times for target in targets], base[order] * times, most=3
    )
    assert other.weights == pytest.approx(one.weights[order], rel=1e-6, abs=1e-9)


@given(problems())
def test_weights_that_meet_the_census_already_are_left_alone(problem):
    codes, _, base = problem
    targets = [np.bincount(code, base) for code in codes]
    found = rake(codes, targets, base)
    assert found.weights == pytest.approx(base / base.mean())
    assert (found.converged, found.iterations) == (True, 1)


@given(problems(), st.floats(1.05, 4))
def test_no_weight_is_above_the_cap_and_those_at_it_are_counted(problem, most):
    codes, targets, base = problem
    found = rake(codes, targets, base, most=most)
    assert found.weights.max() <= most * (1 + 1e-9)
    assert found.weights.mean() == pytest.approx(1)
    assert found.trimmed == np.isclose(found.weights, most, rtol=1e-12, atol=0).sum()


def test_a_cap_that_the_census_cannot_bear_is_told():
    """One of ten must stand for half of the city: a weight of 5. Under a cap of 2 her group is a fifth, not a half."""
    codes = [np.array([0] + [1] * 9)]
    assert rake(codes, [[1, 1]]).weights[0] == pytest.approx(5)
    found = rake(codes, [[1, 1]], most=2)
    assert (found.converged, found.trimmed) == (False, 1)
    assert found.error == pytest.approx(0.3)


def test_a_cap_can_be_borne_where_another_group_takes_the_rest():
    codes = [np.array([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]), np.array([0, 1, 1, 1, 0, 0, 0, 1, 1, 1])]
    free = rake(codes, [[0.6, 0.4], [0.7, 0.3]])
    assert free.weights.max() > 2.2
    held = rake(codes, [[0.6, 0.4], [0.7, 0.3]], most=2.2, iterations=2000)
    assert held.weights.max() <= 2.2 + 1e-12
    assert held.deff < free.deff


def test_who_states_no_category_keeps_the_weight():
    """By hand: of four who say it, one is of group 0 and shall be a half: 2 and 2/3; the fifth says nothing: 1."""
    found = rake([np.array([0, 1, 1, 1, -1])], [[1, 1]])
    assert found.weights == pytest.approx([2, 2 / 3, 2 / 3, 2 / 3, 1])
    assert rake([np.array([0, 1, 1, 1, -3])], [[1, 1]]).weights == pytest.approx(found.weights)


def test_a_group_of_the_census_without_anybody_is_a_reason_not_a_number():
    assert rake([[0, 1], [0, 0]], [[1, 1], [5, 3, 0, 2]]) == Unrakeable(1, (1, 3), "nobody")
    assert rake([[-1, -1]], [[1, 1]]) == Unrakeable(0, (0, 1), "nobody")


def test_a_group_that_the_census_does_not_have_is_a_reason_too():
    assert rake([[0, 1, 2]], [[1, 1, 0]]) == Unrakeable(0, (2,), "not in census")
    assert isinstance(rake([[0, 1, 1]], [[1, 1, 0]]), Raked)


def test_margins_that_contradict_each_other_do_not_converge():
    """Everyone of group 0 in one variable is of group 0 in the other; the census wants them a half and a tenth."""
    found = rake([[0, 0, 1, 1], [0, 0, 1, 1]], [[1, 1], [1, 9]])
    assert not found.converged
    assert found.iterations == 100
    assert np.isfinite(found.weights).all()


@pytest.mark.parametrize(
    "codes, targets, extra, message",
    [
        ([], [], {}, "at least one variable"),
        ([[]], [[1, 1]], {}, "at least one variable"),
        ([[0, 1]], [], {}, "fit each other"),
        ([[0, 1], [0]], [[1, 1], [1, 1]], {}, "fit each other"),
        ([[0, 1]], [[1, 1]], {"base": [1.0]}, "fit each other"),
        ([[0, 1]], [[1, 1]], {"base": [1.0, 0.0]}, "not above 0"),
        ([[0, 1]], [[1, 1]], {"base": [1.0, float("nan")]}, "not above 0"),
        ([[0, 1]], [[1, 1]], {"most": 1.0}, "cap"),
        ([[0, 2]], [[1, 1]], {}, "each category"),
        ([[0, 1]], [[1, -1]], {}, "somebody lives there"),
        ([[0, 1]], [[0, 0]], {}, "somebody lives there"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(codes, targets, extra, message):
    with pytest.raises(ValueError, match=message):
        rake(codes, targets, **extra)


def test_the_design_effect_by_hand():
    """Kish: 4 x (1 + 1 + 4 + 4) / 36; alike weights: 1."""
    assert design_effect([1, 1, 2, 2]) == pytest.approx(40 / 36)
    assert design_effect([3, 3, 3]) == 1


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=50), st.floats(0.01, 100))
def test_the_design_effect_is_1_plus_the_squared_variation_of_the_weights(weights, times):
    array = np.array(weights)
    assert design_effect(array) == pytest.approx(1 + array.var() / array.mean() ** 2)
    assert design_effect(array * times) == pytest.approx(design_effect(array))


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [float("nan")]])
def test_weights_that_are_none_have_no_design_effect(weights):
    with pytest.raises(ValueError, match="one is above 0"):
        design_effect(weights)


def test_weights_are_equal_to_the_last_bit_when_computed_again():
    random = np.random.default_rng(2)
    codes = [random.integers(-1, 5, 4000), random.integers(0, 3, 4000)]
    targets, base = [[3, 4, 5, 6, 7], [1, 2, 2]], random.uniform(0.5, 2, 4000)
    one, other = (rake(codes, targets, base, most=2.5) for _ in range(2))
    assert one.weights.tobytes() == other.weights.tobytes()
