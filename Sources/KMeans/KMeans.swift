@_exported import KMeansCore
@_exported import KMeansData
@_exported import KMeansMetrics
@_exported import KMeansModels
@_exported import KMeansPipeline
@_exported import KMeansReports
@_exported import KMeansSelection
