internal import Crypto

/// The SHA-256 of bytes, as `sha256sum` prints it.
public enum Digest {
  /// Returns 64 lower-case hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}
