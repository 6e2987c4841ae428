// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_abi_version() -> Int32 { KMEANS_ABI_VERSION }

private let libraryVersion = CString(LibraryVersion.current)

@c @implementation
public func kmeans_library_version() -> UnsafePointer<CChar>? { libraryVersion.pointer }

private let instructionSet = (try? Kernels.selected()).map { CString($0.name) }

@c @implementation
public func kmeans_instruction_set() -> UnsafePointer<CChar>? { instructionSet?.pointer }

@c @implementation
public func kmeans_set_memory_limit(_ bytes: Int64) {
  MemoryLimit.bytes = bytes > 0 ? Int(bytes) : nil
}
