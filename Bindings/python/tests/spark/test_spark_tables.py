"""What columns may hold, and what is said of what they may not."""

import numpy as np
import pyarrow as pa
import pytest
from pyspark.ml.linalg import Vectors, VectorUDT
from pyspark.sql.types import StructField, StructType

from swiftkmeans.spark import KMeans

POINTS = [[0.0, 0.0], [0.0, 1.0], [9.0, 9.0], [9.0, 8.0]]
CENTERS = [[0.0, 0.5], [9.0, 8.5]]
VECTORS = StructType([StructField("features", VectorUDT())])


def fitted(df, **params):
    return KMeans(k=2, initMode=[[0.0, 0.0], [9.0, 9.0]], barrier="off", **params).fit(df)


@pytest.mark.connect
def test_vectors_dense_and_sparse(spark):
    vectors = [Vectors.dense(POINTS[0]), Vectors.sparse(2, [1], [1.0])]
    vectors += [Vectors.dense(one) for one in POINTS[2:]]
    df = spark.createDataFrame([(one, {"a": 1}) for one in vectors], ["features", "more"])
    model = fitted(df)
    np.testing.assert_array_equal(model.clusterCenters(), CENTERS)
    labelled = model.transform(df)
    assert labelled.columns == ["features", "more", "prediction"]
    rows = labelled.collect()
    assert [row.features for row in rows] == vectors
    assert [row.prediction for row in rows] == [0, 0, 1, 1]
    assert model.predict(vectors[1]) == 0
    # Names with dots, and names that differ by capitals alone, stay as they are.
    odd = labelled.toDF("a.b", "Prediction", "c")
    again = model.copy({model.featuresCol: "a.b"}).transform(odd)
    assert again.columns == ["a.b", "Prediction", "c", "prediction"]
    assert [row[3] for row in again.collect()] == [0, 0, 1, 1]


@pytest.mark.connect
@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (None, 'column "features" is null in a row'),
        (Vectors.dense([1.0]), "has 2 features in one row and 1 in another"),
        (Vectors.dense([1.0, float("nan")]), 'element 1 of column "features" is NaN'),
    ],
)
def test_vectors_that_have_no_cluster(spark, bad, words):
    rows = [(Vectors.dense(one),) for one in POINTS]
    model = fitted(spark.createDataFrame(rows, VECTORS))
    # One partition, and so one batch.
    df = spark.createDataFrame([*rows, (bad,)], VECTORS).coalesce(1)
    with pytest.raises(Exception, match=words):
        model.transform(df).collect()


@pytest.mark.connect
def test_a_vector_that_is_null(spark):
    df = spark.createDataFrame([(Vectors.dense([1.0]),), (None,)], VECTORS)
    with pytest.raises(ValueError, match='column "features" is null'):
        KMeans(k=1).fit(df)
    df = spark.createDataFrame([(Vectors.dense([1.0]),), (Vectors.dense([1.0, 2.0]),)], VECTORS)
    with pytest.raises(ValueError, match='column "features" has . features in one row'):
        KMeans(k=1).fit(df)


@pytest.mark.parametrize("kind", ["array<float>", "array<double>", "array<int>", "array<bigint>"])
def test_arrays(spark, kind):
    df = spark.createDataFrame([(one,) for one in POINTS], "features array<double>")
    model = fitted(df.selectExpr(f"cast(features as {kind}) features"))
    np.testing.assert_array_equal(model.clusterCenters(), CENTERS)


def test_columns_of_numbers_with_odd_names(spark):
    df = spark.createDataFrame(
        [(int(a), b) for a, b in POINTS], "`a.b` smallint, `c``d` double"
    )
    model = fitted(df, featuresCol=["a.b", "c`d"])
    np.testing.assert_array_equal(model.clusterCenters(), CENTERS)
    assert [row.prediction for row in model.transform(df).collect()] == [0, 0, 1, 1]


@pytest.mark.connect
@pytest.mark.parametrize(
    ("rows", "schema", "params", "words"),
    [
        ([(1.0, None)], "a double, b double", {"featuresCol": ["a", "b"]}, '"b" is null'),
        ([(1.0, float("nan"))], "a double, b double", {"featuresCol": ["a", "b"]}, '"b" is NaN'),
        ([([1.0, float("inf")],)], "features array<double>", {}, "element 1 of .* is inf"),
        ([(None,)], "features array<double>", {}, '"features" is null'),
        ([([1.0, None],)], "features array<double>", {}, 'an element of column "features" is null'),
        ([([1.0],), ([1.0, 2.0],)], "features array<double>", {}, "features in one row"),
        ([([1.0], -1.0)], "features array<double>, w double", {"weightCol": "w"}, '"w" is -1.0'),
        ([([1.0], None)], "features array<double>, w double", {"weightCol": "w"}, '"w" is null'),
        ([(2**53,)], "a bigint", {"featuresCol": "a"}, '"a" is 9007199254740992'),
        ([("x",)], "features string", {}, '"features" is string'),
        ([(1.0,)], "a double", {}, 'no column "features"; the table has "a"'),
        ([(1.0, 1)], "features double, prediction int", {}, 'has a column "prediction"'),
    ],
)
def test_what_is_refused(spark, rows, schema, params, words):
    df = spark.createDataFrame(rows, schema)
    with pytest.raises(ValueError, match=words):
        KMeans(k=1, **params).fit(df)


def test_a_table_without_rows(spark):
    with pytest.raises(ValueError, match="no rows"):
        KMeans(k=1).fit(spark.createDataFrame([], "features array<double>"))


def test_params_are_checked():
    for bad in (
        {"k": 0}, {"maxIter": 0}, {"tol": -1.0}, {"initMode": "best"}, {"initSteps": 0},
        {"distanceMeasure": "manhattan"}, {"n_init": 0}, {"barrier": "yes"},
    ):  # fmt: skip
        with pytest.raises((ValueError, TypeError), match=next(iter(bad))):
            KMeans(**bad)


def test_given_centroids_of_another_shape(spark):
    df = spark.createDataFrame([(one,) for one in POINTS], "features array<double>")
    with pytest.raises(ValueError, match=r"\(3, 2\)"):
        KMeans(k=2, initMode=[[0.0, 0.0]] * 3).fit(df)


def test_rows_of_other_widths_in_other_partitions(spark):
    table = pa.table({"features": pa.array([[1.0]] * 50 + [[1.0, 2.0]] * 50)})
    with pytest.raises(ValueError, match='column "features" has'):
        KMeans(k=1).fit(spark.createDataFrame(table))
