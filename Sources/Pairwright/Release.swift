/// Which release of Pairwright this is.
public enum Release {
  /// The version, as in the changelog; part of the record of every run.
  public static let version = "0.1.0"
}
