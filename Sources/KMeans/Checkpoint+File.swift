public import KMeansCore
public import KMeansData

extension Clusterer.Checkpoint {
  /// Reads and checks a checkpoint.
  ///
  /// - Parameter path: the file.
  /// - Throws: `PipelineError.data` when there is nothing to read, and `.checkpoint` for what is no
  ///   checkpoint, or a damaged one.
  /// - Complexity: O(bytes).
  public init(reading path: String) throws(PipelineError) {
    let bytes: OwnedBytes
    do { bytes = try InputFile.bytes(of: path) } catch { throw .data(error) }
    do { unsafe try self.init(reading: bytes.buffer) } catch {
      throw .checkpoint(error, source: path)
    }
  }

  /// Writes the checkpoint, whole or not at all: whenever the process or the machine ends, the file
  /// is this one or the one before. One process at a time may write to a path.
  ///
  /// - Parameter path: the file, which is replaced.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(N + k·d).
  public func write(to path: String) throws(DataError) {
    let bytes = bytes
    try AtomicFile.write(to: path, isRepeated: true) { stream throws(DataError) in
      let failure: DataError? = unsafe bytes.withUnsafeBytes { bytes in
        do throws(DataError) { unsafe try stream.write(bytes) } catch { return error }
        return nil
      }
      if let failure { throw failure }
    }
  }
}
