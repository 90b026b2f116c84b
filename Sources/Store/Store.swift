package import Domain
internal import SQLite

/// The bookings on disk, for one thread at a time. A process is one session in it.
package final class Store {
  package enum Location: Hashable, Sendable {
    /// Lives as long as the store.
    case memory
    case file(String)
  }

  private let location: Location
  private let actor: Actor
  private var opened: Connection?

  /// Does nothing on disk: the first operation opens the file, or makes it.
  package init(_ location: Location, actor: Actor) {
    self.location = location
    self.actor = actor
  }

  func connection(_ now: Moment) throws(StoreError) -> Connection {
    if let opened { return opened }
    let new = try Connection.open(location, actor: actor, now: now)
    opened = new
    return new
  }
}
