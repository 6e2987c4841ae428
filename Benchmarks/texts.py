"""Made-up texts as vectors: words drawn from topics, TF–IDF, and its first principal axes.

Words follow Zipf's law, every topic prefers some of them, some topics are frequent, and a text
mixes a few. The
vectors are what people make of texts before k-means: TF–IDF, truncated SVD, rows of length 1.
"""

from __future__ import annotations

import numpy as np

WORDS = 8_000
TOPICS = 60


def embedding(texts: int, dimensions: int) -> np.ndarray:
    """One vector a text.

    Rounded to six decimals, so that libraries that differ in their last bits give the same.
    Raises ImportError without scikit-learn.
    """
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import normalize

    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(counts(texts))
    axes = TruncatedSVD(dimensions, random_state=0, n_iter=7)
    return np.round(normalize(axes.fit_transform(weighted)), 6)


def counts(texts: int):
    """How often every word is in every text, as a sparse matrix."""
    from scipy.sparse import csr_matrix

    random = np.random.default_rng(0)
    preferred = preferences(random)
    mixtures = random.dirichlet(1 / (np.arange(TOPICS) + 5), size=texts)
    rows, words = [], []
    for text, mixture in enumerate(mixtures):
        length = int(random.integers(40, 200))
        for topic, count in enumerate(random.multinomial(length, mixture)):
            if count:
                drawn = np.searchsorted(preferred[topic], random.random(count))
                words.append(drawn)
                rows.append(np.full(count, text))
    found = np.concatenate(rows), np.concatenate(words)
    return csr_matrix((np.ones(len(found[0])), found), shape=(texts, WORDS))


def preferences(random: np.random.Generator) -> np.ndarray:
    """The cumulative probabilities of words, topic by topic."""
    common = 1 / (np.arange(WORDS) + 2.7)
    own = random.gamma(0.1, size=(TOPICS, WORDS))
    shares = common * (0.2 + own)
    sums = np.cumsum(shares, axis=1)
    sums /= sums[:, -1:]
    sums[:, -1] = 1
    return sums
