"""Models: saved, in pipelines, on streams, and between Spark and one machine."""

import os

import numpy as np
import pytest
import tables
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.evaluation import ClusteringEvaluator
from pyspark.ml.feature import VectorAssembler

import swiftkmeans
from swiftkmeans.spark import KMeans, KMeansModel


@pytest.fixture(scope="module")
def fitted(spark):
    df = tables.table(spark, [300, 400], 3, dtype="f8")
    return KMeans(k=4, seed=1, maxIter=5, barrier="off").fit(df), df


@pytest.mark.connect
def test_models_and_estimators_are_saved(fitted, tmp_path):
    model, df = fitted
    model.save(str(tmp_path / "model"))
    loaded = KMeansModel.load(str(tmp_path / "model"))
    assert np.array(loaded.clusterCenters()).tobytes() == np.array(model.clusterCenters()).tobytes()
    assert not loaded.hasSummary
    with pytest.raises(RuntimeError, match="No training summary"):
        loaded.summary
    assert loaded.transform(df).collect() == model.transform(df).collect()
    with pytest.raises(Exception, match="exists|overwrite"):
        model.save(str(tmp_path / "model"))
    model.write().overwrite().save(str(tmp_path / "model"))
    estimator = KMeans(k=3, initMode=[[0.1, 0.2], [0.3, 1e-300]], featuresCol=["a", "b"])
    estimator.save(str(tmp_path / "estimator"))
    again = KMeans.load(str(tmp_path / "estimator"))
    assert again.getInitMode() == estimator.getInitMode()
    assert (again.getK(), again.getFeaturesCol()) == (3, ["a", "b"])


@pytest.mark.connect
def test_labels_are_those_of_one_machine(fitted):
    model, df = fitted
    x = tables.whole([300, 400], 3, dtype="f8")
    rows = model.transform(df).collect()
    labels = np.array([row.prediction for row in rows])
    np.testing.assert_array_equal(labels, model.to_local().predict(x))
    np.testing.assert_array_equal([row.features for row in rows], x)
    assert model.summary.clusterSizes == np.bincount(labels, minlength=4).tolist()
    assert model.summary.predictions.columns == ["features", "prediction"]


def test_there_and_back(fitted):
    model, _ = fitted
    local = model.to_local()
    assert local.inertia_ == model.summary.trainingCost
    back = KMeansModel.from_local(local)
    assert np.array(back.clusterCenters()).tobytes() == np.array(model.clusterCenters()).tobytes()
    spherical = swiftkmeans.SphericalKMeans(2, random_state=0).fit([[1.0, 2.0], [3.0, 1.0]])
    there = KMeansModel.from_local(spherical, featuresCol=["a", "b"])
    assert there.getDistanceMeasure() == "cosine"
    assert type(there.to_local()) is swiftkmeans.SphericalKMeans
    with pytest.raises(ValueError, match="not a KMeans"):
        KMeansModel.from_local(swiftkmeans.BisectingKMeans(2))


def test_pipelines_and_the_evaluator(spark, tmp_path):
    x = tables.rows(0, 200, 2, centers=3, dtype="f8")
    df = spark.createDataFrame([(float(a), float(b)) for a, b in x], ["a", "b"])
    stages = [VectorAssembler(inputCols=["a", "b"], outputCol="features"), KMeans(k=3, seed=2)]
    model = Pipeline(stages=stages).fit(df)
    model.save(str(tmp_path / "pipeline"))
    loaded = PipelineModel.load(str(tmp_path / "pipeline"))
    labelled = loaded.transform(df)
    assert labelled.columns == ["a", "b", "features", "prediction"]
    assert -1 <= ClusteringEvaluator().evaluate(labelled) <= 1


def test_streams(spark, fitted, tmp_path):
    model, df = fitted
    os.makedirs(tmp_path / "in")
    df.coalesce(1).write.mode("overwrite").parquet(str(tmp_path / "in"))
    stream = spark.readStream.schema(df.schema).parquet(str(tmp_path / "in"))
    query = (
        model.transform(stream)
        .writeStream.format("memory")
        .queryName("labelled")
        .trigger(availableNow=True)
        .start()
    )
    query.awaitTermination(120)
    sizes = spark.sql("select prediction, count(*) n from labelled group by 1").collect()
    found = {row.prediction: row.n for row in sizes}
    assert found == dict(enumerate(model.summary.clusterSizes))


def test_a_model_of_other_columns(spark, fitted):
    model, _ = fitted
    df = spark.createDataFrame([([1.0, 2.0],)], "features array<double>")
    with pytest.raises(Exception, match="2 features, and the model 3"):
        model.transform(df).collect()


def test_copies_have_their_own_params(fitted):
    model, df = fitted
    copy = model.copy({model.predictionCol: "cluster"})
    assert copy.transform(df).columns == ["features", "cluster"]
    assert copy.summary.predictions.columns == ["features", "cluster"]
    assert model.getPredictionCol() == "prediction"
