import Foundation
import Testing

@Suite struct ReadmeTests {
  @Test func theLibraryExampleIsTheSnippetThatIsCompiled() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    func text(_ name: String) throws -> String {
      try String(contentsOf: root.appending(path: name), encoding: .utf8)
    }
    let snippet = try text("Snippets/MatchARoster.swift")
    #expect(try text("README.md").contains("```swift\n\(snippet)```"))
    #expect(snippet.split(separator: "\n").count <= 10)
  }
}
