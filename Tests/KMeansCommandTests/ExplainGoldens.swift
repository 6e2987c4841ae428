/// What `kmeans explain --text` prints, checked by hand.
enum ExplainGoldens {
  /// The flats by area and price.
  static let flats = #"""
    # K-means on flats.csv, worked out

    8 points of 2 columns (area, price) go to 2 clusters, numbered from 0. K-means makes J \#
    small, the sum of the squared distances from every point to the centroid of its cluster:

    $$J = \sum_i \sum_j y_{ij} \lVert x_i - m_j \rVert^2$$

    $X = [x_1 \cdots x_N]$ holds the points as columns ($d \times N = 2 \times 8$), \#
    $M = [m_1 \cdots m_k]$ the centroids (2 × 2), and $Y$ the labels (2 × 8): $y_{ij}$ is \#
    1 where point i belongs to cluster j, and 0 elsewhere. A point has one cluster:

    $$y_{ij} \in \{0, 1\}, \quad \sum_j y_{ij} = 1$$

    So loss(Y, M) = J(X, Y, M) has two unknowns. Each step finds one and holds the other.

    ## The start

    K-means++ (seed 0) draws points as the first centroids: any point first, then points far \#
    from those drawn so far, with chances in proportion to the squared distance.

    | centroid | point | area | price |
    | :-- | --: | --: | --: |
    | m₀ | d | 44 | 220 |
    | m₁ | g | 122 | 920 |

    ## Iteration 1

    ### Assignment: every point goes to the nearest centroid

    $$y_i = \arg\min_j \lVert x_i - m_j \rVert^2$$

    Three of the points, and their squared distances:

    | point | area | price | to m₀ | to m₁ | cluster |
    | :-- | --: | --: | --: | --: | --: |
    | a | 40 | 200 | **416** | 525,124 | 0 |
    | f | 118 | 880 | 441,076 | **1616** | 1 |
    | h | 124 | 940 | 524,800 | **404** | 1 |

    Worked out for a:

    - to m₀: (40 − 44)² + (200 − 220)² = 416
    - to m₁: (40 − 122)² + (200 − 920)² = 525,124

    All 8 points get their first cluster: J = 3880.

    ### Update: every centroid moves to the mean of its points

    $$m_j = \frac{\sum_i y_{ij} x_i}{\sum_i y_{ij}}$$

    | centroid | points | area | price |
    | :-- | --: | --: | --: |
    | m₀ | 4 | 41 | 205 |
    | m₁ | 4 | 121 | 910 |

    Worked out for m₀: area 164 / 4 = 41, price 820 / 4 = 205.

    The mean is where the slope of J is 0:

    $$\frac{\partial J}{\partial m_j} = 2 \sum_i y_{ij} (m_j - x_i) = 0$$

    Before the step it was, for m₀: area 2 · (4 · 44 − 164) = 24, price 2 · (4 · 220 − 820) = 120.

    J falls by 1340 (34.5 %) to 2540.

    ## Iteration 2

    ### Assignment: every point goes to the nearest centroid

    $$y_i = \arg\min_j \lVert x_i - m_j \rVert^2$$

    Three of the points, and their squared distances:

    | point | area | price | to m₀ | to m₁ | cluster |
    | :-- | --: | --: | --: | --: | --: |
    | a | 40 | 200 | **26** | 510,661 | 0 |
    | f | 118 | 880 | 461,554 | **909** | 1 |
    | h | 124 | 940 | 547,114 | **909** | 1 |

    Worked out for a:

    - to m₀: (40 − 41)² + (200 − 205)² = 26
    - to m₁: (40 − 121)² + (200 − 910)² = 510,661

    No point changes its cluster: J stays at 2540.

    Every mean stays where it is, for no cluster has changed.

    ## The end

    After 2 iterations no point changes its cluster, so no mean moves: the run is over, at a \#
    local minimum. J = 2540. The clusters have 4 and 4 points.

    Every run ends. No step raises J, and J ≥ 0, for it is a sum of squares. No labels come \#
    twice, and there are k^N of them at most. Where it ends depends on the start: another may \#
    lead to a smaller J.

    The points nearest to one centroid are its Voronoi cell. Two cells meet midway between two \#
    centroids, in a straight line or a plane, so cells are convex.

    A search of the same points (24 starts, then 10 generations of children, each made of the \#
    centroids of two parents) found J = 2540 as the least, in all 184 descents; this run ends \#
    there, too.

    """#

  /// Seven points near a line, from three given centroids of which one is nobody's nearest.
  static let line = #"""
    # K-means on line.csv, worked out

    7 points of 2 columns (a\|b, \*y\*) go to 3 clusters, numbered from 0. K-means makes J \#
    small, the sum of the squared distances from every point to the centroid of its cluster:

    $$J = \sum_i \sum_j y_{ij} \lVert x_i - m_j \rVert^2$$

    $X = [x_1 \cdots x_N]$ holds the points as columns ($d \times N = 2 \times 7$), \#
    $M = [m_1 \cdots m_k]$ the centroids (2 × 3), and $Y$ the labels (3 × 7): $y_{ij}$ is \#
    1 where point i belongs to cluster j, and 0 elsewhere. A point has one cluster:

    $$y_{ij} \in \{0, 1\}, \quad \sum_j y_{ij} = 1$$

    So loss(Y, M) = J(X, Y, M) has two unknowns. Each step finds one and holds the other.

    ## The start

    The first centroids are given.

    | centroid | a\|b | \*y\* |
    | :-- | --: | --: |
    | m₀ | −1 | 0 |
    | m₁ | 4 | 0 |
    | m₂ | 50 | 50 |

    ## Iteration 1

    ### Assignment: every point goes to the nearest centroid

    $$y_i = \arg\min_j \lVert x_i - m_j \rVert^2$$

    Three of the points, and their squared distances:

    | point | a\|b | \*y\* | to m₀ | to m₁ | to m₂ | cluster |
    | :-- | --: | --: | --: | --: | --: | --: |
    | &lt;b\> | −1 | 0 | **0** | 25 | 5101 | 0 |
    | q\_1 | 0 | 0 | **1** | 16 | 5000 | 0 |
    | u | 7 | −2 | 68 | **13** | 4553 | 1 |

    Worked out for &lt;b\>:

    - to m₀: (−1 + 1)² + (0 − 0)² = 0
    - to m₁: (−1 − 4)² + (0 − 0)² = 25
    - to m₂: (−1 − 50)² + (0 − 50)² = 5101

    All 7 points get their first cluster: J = 25.

    ### Update: every centroid moves to the mean of its points

    $$m_j = \frac{\sum_i y_{ij} x_i}{\sum_i y_{ij}}$$

    Cluster 2 is empty and takes u, the point farthest from its centroid.

    | centroid | points | a\|b | \*y\* |
    | :-- | --: | --: | --: |
    | m₀ | 4 | −0.5 | 0.75 |
    | m₁ | 2 | 5.0 | 0.50 |
    | m₂ | 1 | 7.0 | −2.00 |

    Worked out for m₀: a\|b −2 / 4 = −0.5, \*y\* 3 / 4 = 0.75.

    The mean is where the slope of J is 0:

    $$\frac{\partial J}{\partial m_j} = 2 \sum_i y_{ij} (m_j - x_i) = 0$$

    Before the step it was, for m₀: a\|b 2 · (4 · (−1) − (−2)) = −4, \*y\* 2 · (4 · 0 − 3) = −6.

    J falls by 18.75 (75.0 %) to 6.25.

    ## Iteration 2

    ### Assignment: every point goes to the nearest centroid

    $$y_i = \arg\min_j \lVert x_i - m_j \rVert^2$$

    Three of the points, and their squared distances:

    | point | a\|b | \*y\* | to m₀ | to m₁ | to m₂ | cluster |
    | :-- | --: | --: | --: | --: | --: | --: |
    | &lt;b\> | −1 | 0 | **0.8125** | 36.25 | 68 | 0 |
    | t | 6 | 1 | 42.3125 | **1.25** | 10 | 1 |
    | u | 7 | −2 | 63.8125 | 10.25 | **0** | 2 |

    Worked out for &lt;b\>:

    - to m₀: (−1.0 + 0.5)² + (0.00 − 0.75)² = 0.8125
    - to m₁: (−1.0 − 5.0)² + (0.00 − 0.50)² = 36.25
    - to m₂: (−1.0 − 7.0)² + (0.00 + 2.00)² = 68

    No point changes its cluster: J stays at 6.25.

    Every mean stays where it is, for no cluster has changed.

    ## The end

    After 2 iterations no point changes its cluster, so no mean moves: the run is over, at a \#
    local minimum. J = 6.25. The clusters have 4, 2 and 1 points.

    Every run ends. No step raises J, and J ≥ 0, for it is a sum of squares. No labels come \#
    twice, and there are k^N of them at most. Where it ends depends on the start: another may \#
    lead to a smaller J.

    The points nearest to one centroid are its Voronoi cell. Two cells meet midway between two \#
    centroids, in a straight line or a plane, so cells are convex.

    A search of the same points (24 starts, then 10 generations of children, each made of the \#
    centroids of two parents) found J = 6.25 as the least, in 181 of 184 descents; this run \#
    ends there, too.

    """#
}
