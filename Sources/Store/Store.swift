package import Domain
internal import SQLite

/// The bookings on disk, for one thread at a time. A process is one session in it.
package final class Store {
  package enum Location: Hashable, Sendable {
    /// Lives as long as the store.
    case memory
    case file(String)
  }

  /// For a process that has one thread and is about to open its first store.
  package static func useOneThread() {
    Database.useOneThread()
  }

  let location: Location
  private let actor: Actor
  private let waitMilliseconds: Int
  var opened: Connection?
  /// When the conversation began.
  var began: Moment?

  /// Does nothing on disk: the first operation opens the file, or makes it. Other processes are
  /// waited for as long as `waitMilliseconds`.
  package init(_ location: Location, actor: Actor, waitMilliseconds: Int = 5_000) {
    self.location = location
    self.actor = actor
    self.waitMilliseconds = waitMilliseconds
  }

  /// Whether there is no file yet, or one that nobody has written to.
  package var isMissing: Bool {
    guard case .file(let path) = location else { return false }
    return !FileSystem.exists(path)
      || FileSystem.beginning(of: path, count: 1)?.isEmpty == true
  }

  /// Looks at the file's header without opening the store, so that nobody answers questions for a
  /// file that cannot be used. A missing or empty file is no failure, and one that is open needs no
  /// look. Source of the offsets: https://sqlite.org/fileformat.html, 1.3.
  package func inspect() throws(StoreError) {
    guard case .file(let path) = location, opened == nil, FileSystem.exists(path) else { return }
    guard let header = FileSystem.beginning(of: path, count: 100) else { throw .cannotOpen }
    if header.isEmpty { return }
    guard header.count == 100, header.starts(with: "SQLite format 3\0".utf8) else {
      throw .damaged
    }
    func number(at offset: Int) -> Int {
      header[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    let (version, application) = (number(at: 60), number(at: 68))
    // A file that was made a moment ago may still have its header in the log beside it.
    guard application == 0 || application == Schema.applicationID else { throw .cannotOpen }
    guard version <= Schema.migrations.count else {
      throw .newerVersion(found: version, known: Schema.migrations.count)
    }
    guard FileSystem.isWritable(path) else { throw .readOnly }
  }

  func connection(_ now: Moment) throws(StoreError) -> Connection {
    if let opened { return opened }
    let new = try Connection.open(
      location, actor: actor, waitMilliseconds: waitMilliseconds, now: now)
    if let began { new.beginSession(at: began) }
    opened = new
    return new
  }

  /// Lets go of the file; the next operation opens it again, as another session.
  func close() {
    opened = nil
  }
}
