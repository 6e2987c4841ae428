/// The version of this library.
public enum LibraryVersion {
  /// Major, minor and patch, as semantic versioning has them.
  public static let current = "0.1.0"
}
