import Pairwright
import Testing

@Suite("NearestName")
struct NearestNameTests {
  @Test(
    "counts insertions, deletions, substitutions and swaps",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("kitten", "sitting", 3),
      ("avoid", "aviod", 1), ("ca", "abc", 3), ("manager_id", "manger_id", 1),
    ])
  func distance(first: String, second: String, edits: Int) {
    #expect(NearestName.distance(first, second) == edits)
    #expect(NearestName.distance(second, first) == edits)
  }

  @Test(
    "names the nearest candidate within three edits and half of the letters",
    arguments: [
      ("min_yeras", "min_years"), ("MIN", "min"), ("maxx", "max"), ("xyz", nil), ("id", nil),
      ("min_yea_", "min_years"), ("completely_else", nil),
    ])
  func nearest(name: String, expected: String?) {
    #expect(NearestName.nearest(to: name, among: ["min", "max", "min_years"]) == expected)
  }

  @Test("prefers the earlier of equally near names")
  func ties() {
    #expect(NearestName.nearest(to: "team", among: ["teams", "tea", "teem"]) == "teams")
  }
}
