package import SQLite

/// Why the store does not do what was asked: one case for each thing the person can do about it.
package enum StoreError: Error, Hashable, Sendable {
  /// It is there but is not ours to open: no permission, or another program's file.
  case cannotOpen
  /// It is no database, or no longer a sound one.
  case damaged
  /// A newer version of the program made it.
  case newerVersion(found: Int, known: Int)
  case cannotCreate
  /// The file, its folder or its medium refuses writing.
  case readOnly
  /// Other processes kept it for as long as we wait.
  case busy
  case full
  /// The device failed. What was being committed may be on it or not.
  case deviceFails
  /// None of these; `code` is SQLite's extended code.
  case unexpected(code: Int32, message: String)

  /// The exit status of the contract, by sysexits(3).
  package var exitStatus: Int32 {
    switch self {
    case .cannotOpen, .damaged, .newerVersion, .readOnly, .deviceFails: 69
    case .cannotCreate: 73
    case .busy, .full: 75
    case .unexpected: 1
    }
  }

  package init(_ error: DatabaseError) {
    switch error.code {
    case .noSharedMemory:
      self = .full
      return
    case .noMemory:
      self = .unexpected(code: error.code.rawValue, message: error.message)
      return
    default: break
    }
    switch error.code.primary {
    case .cannotOpen: self = .cannotOpen
    case .corrupt, .notADatabase, .mismatch: self = .damaged
    case .readOnly, .permission: self = .readOnly
    case .busy, .locked, .lockingProtocol: self = .busy
    case .full: self = .full
    case .inputOutput: self = .deviceFails
    default: self = .unexpected(code: error.code.rawValue, message: error.message)
    }
  }
}

/// Runs `body`; its failure as the store's.
func translating<Result>(
  _ body: () throws(DatabaseError) -> Result
) throws(StoreError) -> Result {
  do {
    return try body()
  } catch {
    throw StoreError(error)
  }
}
