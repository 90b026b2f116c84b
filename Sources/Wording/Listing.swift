/// A table that people read, a spreadsheet opens and a program parses: the same rows for all.
struct Listing {
  struct Column {
    /// The name in JSON.
    let id: String
    let title: String
    var alignment = Table.Alignment.left
  }

  /// What a program gets, and what people see.
  struct Cell {
    let value: Spoken.Cell
    let shown: String

    init(_ value: Spoken.Cell, _ shown: String) {
      self.value = value
      self.shown = shown
    }

    /// The same for both.
    init(_ text: String) { self.init(.text(text), text) }
    init(_ number: Int) { self.init(.number(number), String(number)) }
  }

  let key: String
  let columns: [Column]
  let rows: [[Cell]]

  /// Under `title`, if it has one.
  func spoken(_ title: String?) -> Spoken {
    .table(
      key: key, columns: columns.map(\.id), rows: rows.map { $0.map(\.value) },
      block(title))
  }

  func block(_ title: String?) -> Block {
    Block(
      heading: title.map { [$0] } ?? [],
      body: .rows(
        Table(
          header: columns.map(\.title), rows: rows.map { $0.map(\.shown) },
          alignments: columns.map(\.alignment))))
  }

  var csv: String {
    Wording.csv(header: columns.map(\.title), rows: rows.map { $0.map(\.shown) })
  }
}
