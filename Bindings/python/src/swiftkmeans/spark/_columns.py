"""The columns that points are made of: which they are, and of which type."""

from __future__ import annotations

from typing import Any, NamedTuple

#: Numbers that float32 holds, by Spark's names of their types.
_NARROW = ("tinyint", "smallint", "float")
_WIDE = ("int", "bigint", "double")

class Columns(NamedTuple):
    """Where the features and the weight of a row are.

    Attributes
    ----------
    kind : str
        "vector", "array", or "numbers" for one column a feature.
    names : tuple of str
        The columns of features.
    weight : str or None
        The column of weights.
    dtype : str
        What holds all features: "f4" or "f8".
    """

    kind: str
    names: tuple[str, ...]
    weight: str | None
    dtype: str

    def selected(self, table: Any) -> tuple[Any, Columns]:
        """The columns alone, the weight last, under names without dots; and what they are then.

        Vectors become arrays, which Spark hands over many times as fast.
        """
        names = self.names if self.weight is None else (*self.names, self.weight)
        renamed = [f"{quoted(name)} AS c{number}" for number, name in enumerate(names)]
        found = table.selectExpr(*renamed)
        if self.kind != "vector":
            return found, self
        return found.withColumn("c0", arrays_of("c0")), self._replace(kind="array")

    def feature(self, number: int) -> str:
        """What a feature is called in a message."""
        if self.kind == "numbers":
            return f'column "{self.names[number]}"'
        return f'element {number} of column "{self.names[0]}"'


def arrays_of(vectors: str) -> Any:
    """The vectors of a column as arrays; a null stays one.

    Spark hands arrays over many times as fast. After every row it has Arrow count what a batch
    holds, and Arrow then begins a list that is null in all rows so far again from its first row:
    the indices of dense vectors are such a list.
    """
    from pyspark.ml.functions import vector_to_array
    from pyspark.sql.functions import col, when

    # Spark's function refuses a null in words that do not name the column.
    return when(col(quoted(vectors)).isNotNull(), vector_to_array(col(quoted(vectors))))


def quoted(name: str) -> str:
    """A column's name as Spark's expressions take it, dots and all."""
    return "`" + name.replace("`", "``") + "`"


def resolve(schema: Any, features: str | list[str], weight: str | None) -> Columns:
    """Find the columns in a table's schema.

    Parameters
    ----------
    schema : StructType
        The table's.
    features : str or list of str
        A column of vectors or arrays or numbers, or columns of numbers.
    weight : str or None
        A column of numbers.

    Returns
    -------
    Columns
        With the names of the table.

    Raises
    ------
    ValueError
        Where a column is missing, twice there, or of a type that holds no features.
    """
    if weight is not None:
        _check_number(_field(schema, weight), "weights")
        weight = _field(schema, weight).name
    if isinstance(features, str):
        field = _field(schema, features)
        kind = field.dataType.simpleString()
        if kind == "vector":
            return Columns("vector", (field.name,), weight, "f8")
        if kind.startswith("array<"):
            element = kind[len("array<") : -1]
            if element not in (*_NARROW, *_WIDE):
                raise ValueError(
                    f'column "{features}" is {kind}; arrays of features hold float, double or '
                    "whole numbers: cast it."
                )
            return Columns("array", (field.name,), weight, _dtype([element]))
        features = [features]
    if not features:
        raise ValueError("featuresCol names no column.")
    fields = [_field(schema, name) for name in features]
    kinds = [_check_number(field, "features") for field in fields]
    return Columns("numbers", tuple(field.name for field in fields), weight, _dtype(kinds))


def _dtype(kinds: list[str]) -> str:
    return "f4" if all(kind in _NARROW for kind in kinds) else "f8"


def _field(schema: Any, name: str) -> Any:
    """The column of this name; as in Spark, capitals matter only between several that fit."""
    found = [field for field in schema.fields if field.name == name]
    found = found or [field for field in schema.fields if field.name.lower() == name.lower()]
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f'{len(found)} columns are called "{name}"; rename all but one.')
    names = ", ".join(f'"{field.name}"' for field in schema.fields)
    raise ValueError(f'there is no column "{name}"; the table has {names}.')


def _check_number(field: Any, what: str) -> str:
    kind: str = field.dataType.simpleString()
    if kind not in (*_NARROW, *_WIDE):
        raise ValueError(
            f'column "{field.name}" is {kind}; {what} are float, double or whole numbers: cast it.'
        )
    return kind
