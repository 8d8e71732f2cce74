"""Labels as surveys have them, for property tests: long, in several scripts, and with characters of other meanings."""

from __future__ import annotations

from hypothesis import Phase, settings
from hypothesis import strategies as st

word = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x52F), min_size=1, max_size=40) | (
    st.sampled_from(
        ["a", "co-creation", "Відкриті дані", "$x$", "<b>", "شفافية البيانات", "😀", "1", "найзадовільніший"]
    )
)
label = st.lists(word, min_size=1, max_size=9).map(" ".join)
some = settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
SCALES = st.integers(2, 11).map(lambda steps: tuple(map(str, range(steps)))) | st.lists(
    label, min_size=2, max_size=11, unique=True
).map(tuple)
COUNTS = st.integers(0, 40) | st.sampled_from([0, 0, 1, 1_234_567])
