/// What a terminal of the kind of `xterm` shows after what was sent to it: enough of it for a
/// line editor.
package struct Screen {
  package private(set) var columns: Int
  package private(set) var rows: Int
  private var cells: [[Character]]
  private var row = 0
  private var column = 0
  /// The last column was written; the next character goes to the next row.
  private var wrapsNext = false
  private var saved = (row: 0, column: 0, wrapsNext: false)
  /// An escape sequence or character that is not complete.
  private var pending: [UInt8] = []

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows down to the last one that is not empty, without spaces at their ends.
  package var lines: [String] {
    var lines = cells.map { cells in
      String(cells.prefix(1 + (cells.lastIndex { $0 != " " } ?? -1)))
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  package var cursor: (row: Int, column: Int) { (row, column) }

  /// Cuts or fills on the right and at the bottom, without moving text between rows.
  package mutating func resize(columns: Int, rows: Int) {
    let scrolled = max(0, row - rows + 1)
    cells.removeFirst(scrolled)
    row -= scrolled
    cells = (0..<rows).map { index in
      let old = index < cells.count ? cells[index] : []
      return (0..<columns).map { $0 < old.count ? old[$0] : " " }
    }
    (self.columns, self.rows) = (columns, rows)
    column = min(column, columns - 1)
    wrapsNext = false
  }

  package mutating func receive(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      pending.append(byte)
      if act(on: pending) { pending = [] }
    }
  }

  /// False when more bytes are needed.
  private mutating func act(on bytes: [UInt8]) -> Bool {
    switch bytes[0] {
    case 0x1B: return escape(bytes)
    case 0x0D:
      column = 0
      wrapsNext = false
    case 0x0A: lineFeed()
    case 0x08:
      column = max(0, column - 1)
      wrapsNext = false
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case ..<0x20, 0x7F: break
    default:
      guard let text = String(validating: bytes, as: UTF8.self) else { return bytes.count == 4 }
      for character in text { put(character) }
    }
    return true
  }

  private mutating func put(_ character: Character) {
    if wrapsNext {
      column = 0
      lineFeed()
    }
    cells[row][column] = character
    wrapsNext = column == columns - 1
    if !wrapsNext { column += 1 }
  }

  private mutating func lineFeed() {
    wrapsNext = false
    if row < rows - 1 {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func escape(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 1 else { return false }
    switch bytes[1] {
    case UInt8(ascii: "7"):
      saved = (row, column, wrapsNext)
      return true
    case UInt8(ascii: "8"):
      (row, column, wrapsNext) = saved
      return true
    default: break
    }
    guard bytes[1] == UInt8(ascii: "[") else {
      // ESC ( B and its like have one byte more.
      return !(0x20...0x2F ~= bytes[1]) || bytes.count > 2
    }
    guard bytes.count > 2, let final = bytes.last, 0x40...0x7E ~= final else { return false }
    let body = String(decoding: bytes[2..<(bytes.count - 1)], as: UTF8.self)
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = numbers.first ?? nil
    let count = max(1, first ?? 1)
    if final != UInt8(ascii: "m") { wrapsNext = false }
    let blanks = repeatElement(Character(" "), count: columns)
    switch UnicodeScalar(final) {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns - 1, count - 1)
    case "H":
      row = min(rows - 1, count - 1)
      column = min(columns - 1, max(1, numbers.count > 1 ? numbers[1] ?? 1 : 1) - 1)
    case "J":
      if (first ?? 0) == 0 {
        cells[row].replaceSubrange(column..., with: blanks.prefix(columns - column))
        for below in (row + 1)..<max(rows, row + 1) { cells[below] = Array(blanks) }
      } else {
        cells = Array(repeating: Array(blanks), count: rows)
      }
    case "K":
      if (first ?? 0) == 0 {
        cells[row].replaceSubrange(column..., with: blanks.prefix(columns - column))
      } else {
        cells[row] = Array(blanks)
      }
    case "P":
      let removed = min(count, columns - column)
      cells[row].removeSubrange(column..<(column + removed))
      cells[row].append(contentsOf: blanks.prefix(removed))
    case "@":
      cells[row].insert(contentsOf: blanks.prefix(count), at: column)
      cells[row].removeLast(cells[row].count - columns)
    default: break
    }
    return true
  }
}
