/// What all pages have in common: head, style and title around a body, as a template.
enum PageFrame {
  /// Returns the template of a page with a body, which itself is one; `title` is filled in, too.
  static func template(_ body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}}</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff; margin: 0; }
    main { max-width: 88rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
    h1 { font-size: 1.7rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; overflow-wrap: anywhere; }
    p { max-width: 60rem; margin: .4rem 0; overflow-wrap: anywhere; }
    figure { margin: 1rem 0; overflow-x: auto; }
    figcaption { color: #52606d; font-size: .88rem; }
    .figures { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.25rem 0; padding: 0; }
    .figures div { border: 1px solid #d5dce4; border-radius: .5rem; padding: .6rem 1rem; }
    .figures dt { font-size: .85rem; color: #52606d; }
    .figures dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
    .scroll { overflow-x: auto; margin: 1rem 0; }
    table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
    th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #e4e9ee; }
    th { font-weight: 600; color: #3a4754; background: #f4f6f8; }
    thead th { vertical-align: bottom; }
    td { vertical-align: top; }
    td.name { white-space: nowrap; }
    td.number, th.number { text-align: right; }
    .numbers td, .numbers th { text-align: right; }
    .numbers td:first-child, .numbers th:first-child { position: sticky; left: 0; text-align: left;
      background: #f4f6f8; }
    .words td { min-width: 5rem; max-width: 34rem; }
    small, .quiet { color: #52606d; }
    code { font-size: .85em; overflow-wrap: anywhere; }
    @media print { main { padding: 0; } th { background: none; } }
    </style>
    </head>
    <body>
    <main>
    <h1>{{title}}</h1>
    \(body)
    </main>
    </body>
    </html>

    """
  }
}
