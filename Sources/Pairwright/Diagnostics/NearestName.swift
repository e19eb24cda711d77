/// Finds the name that a misspelt one was probably meant to be.
package enum NearestName {
  /// Returns the number of insertions, deletions, substitutions and swaps of neighbours between
  /// two texts (Damerau–Levenshtein in its restricted form, Boytsov 2011).
  ///
  /// - Complexity: O(|first| x |second|).
  package static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first.unicodeScalars)
    let b = Array(second.unicodeScalars)
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 1...a.count {
      current[0] = i
      for j in 1...b.count {
        let substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        current[j] = min(previous[j] + 1, current[j - 1] + 1, substitution)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], beforePrevious[j - 2] + 1)
        }
      }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[b.count]
  }

  /// Returns the candidate closest to `name`, the first in order among equals, or `nil` when even
  /// the closest differs in more than `limit` edits or in more than half of its letters.
  package static func nearest(
    to name: String, among candidates: some Sequence<String>, limit: Int = 3
  ) -> String? {
    var best: (name: String, distance: Int)?
    let length = name.unicodeScalars.count
    // Each letter more is an edit, so most candidates, and names of absurd length, need no look.
    for candidate in candidates
    where abs(candidate.unicodeScalars.count - length) <= limit {
      let edits = distance(name.lowercased(), candidate.lowercased())
      let isNear = edits <= limit && 2 * edits <= max(name.count, candidate.count)
      if isNear, edits < (best?.distance ?? .max) { best = (candidate, edits) }
    }
    return best?.name
  }
}
