@testable import KMeansData

extension FilesAsWrittenTests {
  /// Tables in print, files with several rows above the values, and others that programs write for
  /// readers.
  static let printed: [File] = [
    File(
      "psql, its count of rows",
      " id | x  |  y\n----+----+-----\n a  | 1  | 2.5\n b  | 20 |   4\n(2 rows)\n\n", ["x", "y"],
      [[1, 2.5], [20, 4]]),
    File("psql, one column", " x \n---\n 1\n 5\n(2 Zeilen)\n", ["x"], [[1], [5]]),
    File(
      "psql, unaligned", "id|x|y\na|1.5|2\nb|2|3\n(2 rows)\n", ["x", "y"], [[1.5, 2], [2, 3]]),
    File(
      "MySQL in print",
      "+------+------+-----+\n| name | x    | y   |\n+------+------+-----+\n| a    |    1 | 2.5 |\n"
        + "| b    | NULL |   3 |\n+------+------+-----+\n2 rows in set (0.00 sec)\n", ["x", "y"],
      [[1, 2.5], [.nan, 3]]),
    File(
      "Markdown", "| name | x | y |\n|:-----|--:|--:|\n| a | 1 | 2.5 |\n| b | 3 | 4 |\n",
      ["x", "y"], [[1, 2.5], [3, 4]]),
    File(
      "sqlite3 in columns", "id  x    g\n--  ---  -\n1   1.5  a\n2   2.5  b\n", ["id", "x"],
      [[1, 1.5], [2, 2.5]]),
    File(
      "sqlcmd", "id,x,y\n--,-----,-----\n1,1.5,7\n2,NULL,8\n\n(2 rows affected)\n",
      ["id", "x", "y"], [[1, 1.5, 7], [2, .nan, 8]]),
    File(
      "SQL*Plus",
      "\n        ID          X\n---------- ----------\n         1        1.5\n"
        + "         2          9\n\n2 rows selected.\n\n", ["ID", "X"], [[1, 1.5], [2, 9]]),
    File(
      "Orange", "sepal length\tsepal width\tiris\nc\tc\td\n\t\tclass\n5.1\t3.5\ta\n4.9\t3.0\tb\n",
      ["sepal length", "sepal width"], [[5.1, 3.5], [4.9, 3]]),
    File(
      "pandas, columns of two levels",
      "metric,len,wid\nstat,mean,mean\nitem,,\na,1.5,7\nb,2.5,8\nc,3.5,9\n", ["len", "wid"],
      [[1.5, 7], [2.5, 8], [3.5, 9]]),
    File(
      "Campbell TOA5",
      "\"TOA5\",\"CR1000\",\"1234\"\n\"TIMESTAMP\",\"RECORD\",\"AirTC\",\"RH\"\n"
        + "\"TS\",\"RN\",\"Deg C\",\"%\"\n\"\",\"\",\"Avg\",\"Smp\"\n"
        + "\"2024-01-31 10:00:00\",0,5.125,83.5\n\"2024-01-31 10:10:00\",1,5.25,\"NAN\"\n"
        + "\"2024-01-31 10:20:00\",2,5.5,80.25\n", ["RECORD", "AirTC", "RH"],
      [[0, 5.125, 83.5], [1, 5.25, .nan], [2, 5.5, 80.25]], options: TextOptions(skippedLines: 1)),
    File(
      "Eurostat",
      "freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \nA,PC,AT\t4.8 \t6.0\nA,PC,BE\t5.5 \t: \n"
        + "A,PC,DE\t3.0 \t3.5 \n", ["2019", "2020"], [[4.8, 6], [5.5, .nan], [3, 3.5]]),
    File(
      "World Bank", "name,2019,2020\nAruba,1.5,..\nAngola,2.5,3.5\n", ["2019", "2020"],
      [[1.5, .nan], [2.5, 3.5]]),
    File(
      "World Bank, GDP",
      "\"name\",\"code\",\"2019\",\"2020\"\n\"a\",\"A\",\"3368970253\",\"2610038939\"\n"
        + "\"b\",\"B\",\"69309104807\",\"\"\n\"c\",\"C\",\"154\",\"20\"\n", ["2019", "2020"],
      [[3_368_970_253, 2_610_038_939], [69_309_104_807, .nan], [154, 20]]),
    File(
      "years that are values", "a,2019,2020\na,2021,1999\na,7,8\nb,9,12\n",
      ["column2", "column3"], [[2019, 2020], [2021, 1999], [7, 8], [9, 12]]),
    File(
      "comments of C", "// probe 7\n// t x\nt,x\n0,1.5\n// pause\n1,2.5\n", ["t", "x"],
      [[0, 1.5], [1, 2.5]], options: TextOptions(comment: CommentMark("//"))),
    File(
      "comments of SQL", "-- x\na,b\n1,2\n--5,6\n-3,4\n", ["a", "b"], [[1, 2], [-3, 4]],
      options: TextOptions(comment: CommentMark("--"))),
  ]
}
