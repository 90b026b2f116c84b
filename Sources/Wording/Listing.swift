internal import Domain

/// A table that people read, a spreadsheet opens and a program parses: the same rows for all.
struct Listing {
  struct Column {
    /// Who sees a column that not everybody sees.
    enum Audience {
      case everybody
      /// What people read as part of another column.
      case programs
      /// What programs have in other columns.
      case people
    }

    /// The name in JSON.
    let id: String
    /// Empty where only programs see it.
    let title: String
    var alignment = Table.Alignment.left
    /// People do not see it while it says nothing.
    var isOptional = false
    var audience = Audience.everybody
  }

  /// What a program gets, what people see, and what a spreadsheet can reckon with.
  struct Cell {
    let value: Spoken.Cell
    let shown: String
    let inSheet: String

    /// `inSheet` is what is shown, if it is not given; a number is always its digits.
    init(_ value: Spoken.Cell, _ shown: String, inSheet: String? = nil) {
      self.value = value
      self.shown = shown
      if case .number(let number) = value {
        self.inSheet = String(number)
      } else {
        self.inSheet = inSheet ?? shown
      }
    }

    /// The same for all.
    init(_ text: String) { self.init(.text(text), text) }
    init(_ number: Int) { self.init(.number(number), String(number)) }

    static var none: Cell { Cell(.none, "") }
  }

  let key: String
  let columns: [Column]
  let rows: [[Cell]]

  /// Under `title`, if it has one.
  func spoken(_ title: String?) -> Spoken {
    let columns = indices { $0.audience != .people }
    return .table(
      key: key, columns: columns.map { self.columns[$0].id },
      rows: rows.map { row in columns.map { row[$0].value } }, block(title))
  }

  func block(_ title: String?) -> Block {
    let columns = indices { $0.audience != .programs }.filter { index in
      !self.columns[index].isOptional || rows.contains { !$0[index].shown.isEmpty }
    }
    return Block(
      heading: title.map { [$0] } ?? [],
      body: .rows(
        Table(
          header: columns.map { self.columns[$0].title },
          rows: rows.map { row in columns.map { row[$0].shown } },
          alignments: columns.map { self.columns[$0].alignment })))
  }

  var csv: String {
    let columns = indices { $0.audience != .programs }
    return Wording.csv(
      header: columns.map { self.columns[$0].title },
      rows: rows.map { row in columns.map { row[$0].inSheet } })
  }

  private func indices(_ isIncluded: (Column) -> Bool) -> [Int] {
    columns.indices.filter { isIncluded(columns[$0]) }
  }
}
