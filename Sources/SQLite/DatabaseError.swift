internal import CSQLite

/// What SQLite answered instead of doing what was asked.
package struct DatabaseError: Error, Hashable, Sendable {
  package let code: ResultCode
  /// SQLite's own words, for the log; no value of a row stands in it.
  package let message: String
  /// The SQL that was running, its parameters by number; nil when the file was being opened.
  package let statement: String?

  package init(code: ResultCode, message: String, statement: String?) {
    self.code = code
    self.message = message
    self.statement = statement
  }
}

/// An extended result code. Source: https://sqlite.org/rescode.html.
package struct ResultCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The kind of failure, without its particulars.
  package var primary: ResultCode { ResultCode(rawValue: rawValue & 0xff) }

  package static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
  package static let permission = ResultCode(rawValue: SQLITE_PERM)
  package static let busy = ResultCode(rawValue: SQLITE_BUSY)
  package static let locked = ResultCode(rawValue: SQLITE_LOCKED)
  /// Too many processes raced to open the log.
  package static let lockingProtocol = ResultCode(rawValue: SQLITE_PROTOCOL)
  package static let inputOutput = ResultCode(rawValue: SQLITE_IOERR)
  /// Not the device's fault; the macro is an expression.
  package static let noMemory = ResultCode(rawValue: SQLITE_IOERR | 12 << 8)
  package static let full = ResultCode(rawValue: SQLITE_FULL)
  /// No room for the shared memory file; the macro is an expression.
  package static let noSharedMemory = ResultCode(rawValue: SQLITE_IOERR | 19 << 8)
  package static let cannotOpen = ResultCode(rawValue: SQLITE_CANTOPEN)
  package static let corrupt = ResultCode(rawValue: SQLITE_CORRUPT)
  package static let notADatabase = ResultCode(rawValue: SQLITE_NOTADB)
  /// A column of another type than was asked for.
  package static let mismatch = ResultCode(rawValue: SQLITE_MISMATCH)
  package static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
  package static let checkConstraint = ResultCode(rawValue: SQLITE_CONSTRAINT | 1 << 8)
  package static let foreignKeyConstraint = ResultCode(rawValue: SQLITE_CONSTRAINT | 3 << 8)
  package static let primaryKeyConstraint = ResultCode(rawValue: SQLITE_CONSTRAINT | 6 << 8)
  /// `RAISE(ABORT, …)` in a trigger.
  package static let triggerConstraint = ResultCode(rawValue: SQLITE_CONSTRAINT | 7 << 8)
  package static let uniqueConstraint = ResultCode(rawValue: SQLITE_CONSTRAINT | 8 << 8)
}
