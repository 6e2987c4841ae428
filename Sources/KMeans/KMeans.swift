@_exported import KMeansCore
@_exported import KMeansData
@_exported import KMeansMatrices
@_exported import KMeansModels
@_exported import KMeansReports
