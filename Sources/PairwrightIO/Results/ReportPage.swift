internal import Mustache

/// A page of text, tables and drawings in one HTML file, without scripts or outside resources.
///
/// All text is escaped; drawings are SVG that their maker has escaped.
package struct ReportPage: Sendable {
  /// A table of the page.
  package struct Table: Sendable {
    let header: [String]
    let rows: [[String]]
    /// Whether everything but the first column is a number.
    let hasNumbers: Bool

    /// Makes a table.
    package init(header: [String], rows: [[String]], hasNumbers: Bool = false) {
      self.header = header
      self.rows = rows
      self.hasNumbers = hasNumbers
    }
  }

  /// A drawing with its caption.
  package struct Figure: Sendable {
    let caption: String
    let source: String

    /// Makes a figure.
    package init(caption: String, source: String) {
      self.caption = caption
      self.source = source
    }
  }

  /// A part of the page under a heading.
  package struct Section: Sendable {
    let heading: String
    let paragraphs: [String]
    let tables: [Table]
    let figures: [Figure]

    /// Makes a section; paragraphs come first, then figures, then tables.
    package init(
      _ heading: String, paragraphs: [String] = [], figures: [Figure] = [], tables: [Table] = []
    ) {
      self.heading = heading
      self.paragraphs = paragraphs
      self.figures = figures
      self.tables = tables
    }
  }

  /// The bytes of the page.
  package let bytes: [UInt8]

  /// Makes a page.
  package init(title: String, lead: [String], sections: [Section]) throws {
    let context: [String: Any] = [
      "title": title,
      "lead": lead,
      "sections": sections.map { section -> [String: Any] in
        [
          "heading": section.heading,
          "paragraphs": section.paragraphs,
          "figures": section.figures.map { ["caption": $0.caption, "source": $0.source] },
          "tables": section.tables.map { table -> [String: Any] in
            [
              "header": table.header, "rows": table.rows.map { ["fields": $0] },
              "class": table.hasNumbers ? "numbers" : "words",
            ]
          },
        ]
      },
    ]
    bytes = Array(try MustacheTemplate(string: Self.template).render(context).utf8)
  }

  private static let template = PageFrame.template(
    """
    {{#lead}}<p>{{.}}</p>
    {{/lead}}{{#sections}}<h2>{{heading}}</h2>
    {{#paragraphs}}<p>{{.}}</p>
    {{/paragraphs}}{{#figures}}<figure>{{{source}}}<figcaption>{{caption}}</figcaption></figure>
    {{/figures}}{{#tables}}<div class="scroll"><table class="{{class}}">
    <thead><tr>{{#header}}<th>{{.}}</th>{{/header}}</tr></thead>
    <tbody>
    {{#rows}}<tr>{{#fields}}<td>{{.}}</td>{{/fields}}</tr>
    {{/rows}}</tbody></table></div>
    {{/tables}}{{/sections}}
    """)
}
