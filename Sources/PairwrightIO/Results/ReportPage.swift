internal import Mustache

/// A page of text, tables and drawings in one HTML file, without scripts or outside resources.
///
/// All text is escaped; drawings are SVG that their maker has escaped.
package struct ReportPage: Sendable {
  /// A table of the page.
  package struct Table: Sendable {
    let header: [String]
    let rows: [[String]]

    /// Makes a table.
    package init(header: [String], rows: [[String]]) {
      self.header = header
      self.rows = rows
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
            ["header": table.header, "rows": table.rows.map { ["fields": $0] }]
          },
        ]
      },
    ]
    bytes = Array(try MustacheTemplate(string: Self.template).render(context).utf8)
  }

  private static let template = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}}</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff; margin: 0; }
    main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
    h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
    h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
    p { max-width: 60rem; margin: .4rem 0; }
    figure { margin: 1rem 0; overflow-x: auto; }
    figcaption { color: #52606d; font-size: .88rem; }
    .scroll { overflow-x: auto; margin: 1rem 0; }
    table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
    th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #e4e9ee; }
    th { font-weight: 600; color: #3a4754; background: #f4f6f8; vertical-align: bottom; }
    @media print { main { padding: 0; } th { background: none; } }
    </style>
    </head>
    <body>
    <main>
    <h1>{{title}}</h1>
    {{#lead}}<p>{{.}}</p>
    {{/lead}}{{#sections}}<h2>{{heading}}</h2>
    {{#paragraphs}}<p>{{.}}</p>
    {{/paragraphs}}{{#figures}}<figure>{{{source}}}<figcaption>{{caption}}</figcaption></figure>
    {{/figures}}{{#tables}}<div class="scroll"><table>
    <thead><tr>{{#header}}<th>{{.}}</th>{{/header}}</tr></thead>
    <tbody>
    {{#rows}}<tr>{{#fields}}<td>{{.}}</td>{{/fields}}</tr>
    {{/rows}}</tbody></table></div>
    {{/tables}}{{/sections}}</main>
    </body>
    </html>

    """
}
