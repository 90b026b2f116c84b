internal import CSQLite

/// A statement, prepared when first run and kept. It is a class because preparing changes it, and
/// whoever runs it has it only borrowed.
@safe package final class Statement {
  private let handle: Handle
  private let sql: StaticString
  private var prepared: OpaquePointer?

  /// `sql` is one statement, its parameters written `?1`, `?2`.
  package convenience init(_ database: Database, _ sql: StaticString) {
    self.init(database.handle, sql)
  }

  init(_ handle: Handle, _ sql: StaticString) {
    self.handle = handle
    self.sql = sql
    unsafe prepared = nil
  }

  deinit {
    unsafe sqlite3_finalize(prepared)
  }

  /// Steps through a table or an index as a whole, its triggers' included, since it was prepared.
  /// The corresponding C function is `sqlite3_stmt_status`.
  package var fullScanSteps: Int {
    guard let prepared = unsafe prepared else { return 0 }
    return Int(unsafe sqlite3_stmt_status(prepared, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0))
  }

  /// Runs it to its end; rows are passed over.
  package func run(_ parameters: any Bindable...) throws(DatabaseError) {
    try step(parameters) { (_: borrowing Row) throws(DatabaseError) in true }
  }

  /// Runs it to its end; how many rows it inserted, updated or deleted, without its triggers'. The
  /// corresponding C function is `sqlite3_changes64`.
  package func changes(_ parameters: any Bindable...) throws(DatabaseError) -> Int {
    try step(parameters) { (_: borrowing Row) throws(DatabaseError) in true }
    return Int(unsafe sqlite3_changes64(handle.pointer))
  }

  /// Lends each row to `body`.
  package func forEach(
    _ parameters: any Bindable..., body: (borrowing Row) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    try forEach(parameters, body: body)
  }

  /// Lends each row to `body`.
  package func forEach(
    _ parameters: [any Bindable], body: (borrowing Row) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    try step(parameters) { (row: borrowing Row) throws(DatabaseError) in
      try body(row)
      return true
    }
  }

  /// What `read` makes of the first row; nil when there is none. Later rows are not computed.
  package func first<Result>(
    _ parameters: any Bindable..., read: (borrowing Row) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result? {
    var result: Result?
    try step(parameters) { (row: borrowing Row) throws(DatabaseError) in
      result = try read(row)
      return false
    }
    return result
  }

  /// The first column of the first row, an integer; nil when there is no row.
  package func integer(_ parameters: any Bindable...) throws(DatabaseError) -> Int? {
    var result: Int?
    try step(parameters) { (row: borrowing Row) throws(DatabaseError) in
      result = try row.integer(0)
      return false
    }
    return result
  }

  /// Steps through the rows until `body` returns false. The corresponding C function is
  /// `sqlite3_step`.
  private func step(
    _ parameters: [any Bindable], body: (borrowing Row) throws(DatabaseError) -> Bool
  ) throws(DatabaseError) {
    let statement = unsafe try prepare()
    unsafe precondition(sqlite3_stmt_busy(statement) == 0, "a statement runs once at a time")
    unsafe precondition(
      sqlite3_bind_parameter_count(statement) == Int32(parameters.count),
      "every parameter of a statement has a value")
    defer {
      unsafe sqlite3_reset(statement)
      // Personal data does not stay bound.
      unsafe sqlite3_clear_bindings(statement)
    }
    for (index, parameter) in parameters.enumerated() {
      try check(unsafe parameter.value.bind(to: statement, at: Int32(index + 1)))
    }
    while true {
      switch unsafe sqlite3_step(statement) {
      case SQLITE_ROW:
        guard try body(unsafe Row(statement: statement)) else { return }
      case SQLITE_DONE:
        return
      case let code:
        try check(code)
      }
    }
  }

  /// The corresponding C function is `sqlite3_prepare_v3`.
  private func prepare() throws(DatabaseError) -> OpaquePointer {
    if let prepared = unsafe prepared { return unsafe prepared }
    var new: OpaquePointer?
    try check(
      sql.withUTF8Buffer { text in
        unsafe sqlite3_prepare_v3(
          handle.pointer, text.baseAddress, Int32(text.count), UInt32(SQLITE_PREPARE_PERSISTENT),
          &new, nil)
      })
    guard let new = unsafe new else { preconditionFailure("a statement is not empty") }
    unsafe prepared = unsafe new
    return unsafe new
  }

  private func check(_ code: Int32) throws(DatabaseError) {
    guard code == SQLITE_OK else { throw handle.error(code, in: "\(sql)") }
  }
}

/// What a parameter can be.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int)
  case text(String)

  /// The corresponding C functions are `sqlite3_bind_int64` and its like.
  fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .null:
      return unsafe sqlite3_bind_null(statement, index)
    case .integer(let integer):
      return unsafe sqlite3_bind_int64(statement, index, Int64(integer))
    case .text(var text):
      return text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
          // An empty string may have no address, which would bind a null.
          guard let start = characters.baseAddress else {
            return unsafe citas_bind_text(statement, index, "", 0)
          }
          return unsafe citas_bind_text(statement, index, start, UInt64(characters.count))
        }
      }
    }
  }
}

/// A value that a parameter takes.
package protocol Bindable {
  var value: Value { get }
}

extension Int: Bindable {
  package var value: Value { .integer(self) }
}

extension String: Bindable {
  package var value: Value { .text(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
  package var value: Value { self?.value ?? .null }
}

/// A row while it is lent; columns count from 0. Reading one as another type than it has throws
/// `.mismatch`: in a strict table only damage does that.
@safe package struct Row: ~Copyable {
  private let statement: OpaquePointer

  fileprivate init(statement: OpaquePointer) {
    unsafe self.statement = unsafe statement
  }

  /// The corresponding C function is `sqlite3_column_int64`.
  package func integer(_ column: Int32) throws(DatabaseError) -> Int {
    guard unsafe sqlite3_column_type(statement, column) == SQLITE_INTEGER else {
      throw mismatch(column)
    }
    return Int(unsafe sqlite3_column_int64(statement, column))
  }

  /// The corresponding C function is `sqlite3_column_text`.
  package func text(_ column: Int32) throws(DatabaseError) -> String {
    guard unsafe sqlite3_column_type(statement, column) == SQLITE_TEXT,
      let start = unsafe sqlite3_column_text(statement, column)
    else { throw mismatch(column) }
    let count = Int(unsafe sqlite3_column_bytes(statement, column))
    return unsafe String(
      decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  package func integerOrNull(_ column: Int32) throws(DatabaseError) -> Int? {
    isNull(column) ? nil : try integer(column)
  }

  package func textOrNull(_ column: Int32) throws(DatabaseError) -> String? {
    isNull(column) ? nil : try text(column)
  }

  private func isNull(_ column: Int32) -> Bool {
    unsafe sqlite3_column_type(statement, column) == SQLITE_NULL
  }

  /// That what stands in `column` is not what it should be.
  package func mismatch(_ column: Int32) -> DatabaseError {
    DatabaseError(
      code: .mismatch, message: "column \(column) holds another type or an impossible value",
      statement: unsafe sqlite3_sql(statement).map { unsafe String(cString: $0) })
  }
}
