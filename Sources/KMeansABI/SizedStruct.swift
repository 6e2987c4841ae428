import CKMeansABI

/// A struct that C callers fill, and that begins with its size, so that it can grow.
protocol SizedStruct {
  /// How the header calls it.
  static var name: String { get }
  /// The size that a caller must have at least: up to the last member without a default.
  static var leastSize: Int { get }
  /// The size in version 3 of the header, the first in which it had one: what 0 stands for.
  static var firstSize: Int { get }
  /// What members have that a caller does not know.
  static var usual: Self { get }
}

extension SizedStruct {
  /// The struct of a caller, completed by defaults.
  ///
  /// - Parameters:
  ///   - pointer: the caller's.
  ///   - name: of the parameter, for the error.
  /// - Returns: the struct as this library has it.
  /// - Throws: `Failure` for NULL, for a size that no version has, and for members that this
  ///   library does not know and that are not 0.
  static func read(_ pointer: UnsafePointer<Self>?, _ name: String) throws(Failure) -> Self {
    guard let pointer else { throw .null(name) }
    let start = UnsafeRawPointer(pointer)
    let stated = start.loadUnaligned(as: Int.self)
    let size = stated == 0 ? firstSize : stated
    guard isPossible(size) else {
      throw Failure(
        KMEANS_BAD_ARGUMENT,
        "\(name)->size is \(UInt(bitPattern: stated)); set it to sizeof(\(Self.name))")
    }
    let known = min(size, MemoryLayout<Self>.size)
    for offset in known..<size where start.load(fromByteOffset: offset, as: UInt8.self) != 0 {
      throw Failure(
        KMEANS_BAD_ARGUMENT,
        "\(name) has a member at byte \(offset) that this library does not know; set it to 0, or"
          + " use a later library")
    }
    var value = usual
    withUnsafeMutableBytes(of: &value) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: start, count: known))
    }
    return value
  }

  /// Whether a version of the struct may have this size.
  static func isPossible(_ size: Int) -> Bool {
    size >= leastSize && size <= 4096 && size % MemoryLayout<Self>.alignment == 0
  }

  /// The size up to a member, without it.
  static func size<Member>(upTo member: KeyPath<Self, Member>) -> Int {
    guard let offset = MemoryLayout<Self>.offset(of: member) else {
      preconditionFailure("a member of a struct of C has a place")
    }
    return offset
  }

  /// The size up to the end of a member.
  static func size<Member>(through member: KeyPath<Self, Member>) -> Int {
    size(upTo: member) + MemoryLayout<Member>.size
  }
}

/// Writes a struct, as far as a caller knows it; what only the caller knows becomes 0.
///
/// - Parameters:
///   - value: the struct.
///   - place: the caller's.
///   - size: of the caller's struct in bytes.
func write<Value>(_ value: Value, to place: UnsafeMutablePointer<Value>, size: Int) {
  let room = UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(place), count: size)
  withUnsafeBytes(of: value) { bytes in
    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(size)))
  }
  for offset in min(size, MemoryLayout<Value>.size)..<size { room[offset] = 0 }
}

/// The caller's room for a struct that the library fills.
///
/// - Parameters:
///   - place: the caller's.
///   - size: of the caller's struct in bytes.
///   - name: of the parameter, for the error.
/// - Returns: the place.
/// - Throws: `Failure` for NULL, and for a size that no version has.
func room<Value>(
  for place: UnsafeMutablePointer<Value>?, _ size: Int, _ name: String
) throws(Failure) -> UnsafeMutablePointer<Value> {
  guard let place else { throw .null(name) }
  guard isPossibleSize(size, of: Value.self) else {
    throw Failure(
      KMEANS_BAD_ARGUMENT, "\(name) has the size \(size); give sizeof(\(Value.self))")
  }
  return place
}

/// Whether a version of a struct that the library fills may have this size.
func isPossibleSize<Value>(_ size: Int, of type: Value.Type) -> Bool {
  size > 0 && size <= 4096 && size % MemoryLayout<Value>.alignment == 0
}
