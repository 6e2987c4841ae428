public import KMeansData

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ClusterModel {
  /// Reads and checks a model.
  ///
  /// - Parameter path: a file of JSON, or "-" for standard input.
  /// - Throws: as `ModelFile.read(_:)`.
  /// - Complexity: O(bytes).
  public init(reading path: String) throws(ModelError) { self = try ModelFile.read(path) }

  /// Writes the model, whole or not at all.
  ///
  /// - Parameter path: a file whose name ends in .json.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(k·d).
  public func write(to path: String) throws(DataError) { try ModelFile.write(self, to: path) }
}

/// Models in files of JSON.
public enum ModelFile {
  /// Finds out before long work whether a model can be written to a path.
  ///
  /// - Throws: `DataError.unknownOutputEnding` for a path that is neither - nor ends in .json, and
  ///   the other errors of kind unwritable.
  public static func check(_ path: String) throws(DataError) {
    guard path == "-" || path.lowercased().hasSuffix(".json") else {
      throw .unknownOutputEnding(path: path, known: [".json"])
    }
    try AtomicFile.checkWritable(path)
  }

  /// Writes a model, whole or not at all.
  ///
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(k·d).
  public static func write(_ model: ClusterModel, to path: String) throws(DataError) {
    try write(of: model, to: path)
  }

  /// Writes a snapshot of a stream, whole or not at all.
  ///
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(k·d).
  public static func write(_ snapshot: StreamSnapshot, to path: String) throws(DataError) {
    try write(of: snapshot, to: path)
  }

  private static func write(of model: some Encodable, to path: String) throws(DataError) {
    try check(path)
    let text: String
    do {
      text = try JSONText.of(model)
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    try AtomicFile.write(to: path) { stream throws(DataError) in try stream.write(text) }
  }

  /// Reads and checks a model.
  ///
  /// - Throws: `ModelError.file` when there is nothing to read, otherwise as the model's decoder,
  ///   with `.notAModel` for what is no model at all.
  /// - Complexity: O(bytes).
  public static func read(_ path: String) throws(ModelError) -> ClusterModel {
    try read(path, as: ClusterModel.self)
  }

  /// Reads and checks a model, and what it knows of a stream if it is a snapshot of one.
  ///
  /// - Throws: as `read(_:)`.
  /// - Complexity: O(bytes).
  public static func readSnapshot(
    _ path: String
  ) throws(ModelError) -> (model: ClusterModel, snapshot: StreamSnapshot?) {
    let found = try read(path, as: StreamSnapshot.OrModel.self)
    return (found.model, found.snapshot)
  }

  private static func read<Model: Decodable>(
    _ path: String, as type: Model.Type
  ) throws(ModelError) -> Model {
    let bytes: OwnedBytes
    do { bytes = try InputFile.bytes(of: path) } catch { throw .file(error) }
    do {
      return try JSONDecoder().decode(type, from: unsafe Data(bytes.buffer))
    } catch let error as ModelError {
      throw error
    } catch DecodingError.keyNotFound(let key, _) {
      throw .notAModel(reason: "it has no \"\(key.stringValue)\"")
    } catch DecodingError.typeMismatch(_, let context) {
      throw .notAModel(reason: "\(place(context)) is of the wrong kind")
    } catch DecodingError.valueNotFound(_, let context) {
      throw .notAModel(reason: "\(place(context)) is null")
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
      throw .notAModel(reason: "\(place(context)) cannot be read")
    } catch {
      // A number that a field cannot hold is not told apart from a text that is no JSON.
      let numbers = try? JSONDecoder().decode(ModelNumbers.self, from: unsafe Data(bytes.buffer))
      throw .notAModel(reason: numbers?.fault ?? "it is not JSON")
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    ModelNumbers.place(context.codingPath)
  }
}
