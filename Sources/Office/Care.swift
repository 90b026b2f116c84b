package import Domain

/// What `verify` looks at: the file itself, then each guarantee of the store that stands in its
/// rows. The raw values are the contract's words for them.
package enum Check: String, CaseIterable, Hashable, Sendable {
  /// Pages, indexes, types and every `CHECK`, as SQLite finds them.
  case integrity = "integridad"
  case references = "referencias"
  /// Tables, indexes and triggers are those that this version makes.
  case schema = "esquema"
  /// No more claims on a slot than places.
  case places = "cupos"
  /// An appointment to come has its place, and a place has its appointment.
  case appointments = "citas"
  /// A document has no more appointments to come than the policy allows.
  case limit = "limite"
  /// An offer has its place and its entry, and who waits has their data.
  case waiting = "lista"
  /// No place is free that somebody in line would take.
  case passedOver = "turnos"
  /// What happened to an appointment to come, and an offer, has its message, once; and no message
  /// tells what did not happen.
  case outbox = "correo"
  /// Whatever became of an appointment has left an event.
  case events = "eventos"
}

/// Something that is not as the store guarantees.
package struct Finding: Hashable, Sendable {
  package let check: Check
  /// What it is about, without personal data.
  package let subject: String

  package init(check: Check, subject: String) {
    self.check = check
    self.subject = subject
  }
}

package enum BackUpResult: Hashable, Sendable {
  /// Written, read back and found sound; with how many appointments.
  case written(appointments: Int)
  /// A file is there already: nothing is overwritten.
  case exists
  /// The copy cannot be made there.
  case cannotWrite
  /// What would be copied is not as the store guarantees.
  case unsound([Finding])
}

/// What comes back with a backup, and what would be lost.
package struct Restoration: Hashable, Sendable {
  /// Appointments in the backup.
  package let appointments: Int
  /// When something was last written to what is in the backup; nil when nothing was.
  package let until: Moment?
  /// Whether the store of until now can be read: if not, what is lost is not known.
  package let isComparable: Bool
  /// Appointments to come that the store has and the backup has not, ordered by code.
  package let lost: [StandingAppointment]
  /// Appointments to come that were cancelled or changed since, and stand again.
  package let revived: [StandingAppointment]
  /// Erasures of personal data since, which are done again.
  package let erasures: Int
  /// Messages delivered since, which are not sent again.
  package let delivered: Int
  /// The copy of the store of until now; nil when there was none.
  package let kept: String?

  package init(
    appointments: Int, until: Moment?, isComparable: Bool, lost: [StandingAppointment],
    revived: [StandingAppointment],
    erasures: Int, delivered: Int, kept: String?
  ) {
    self.appointments = appointments
    self.until = until
    self.isComparable = isComparable
    self.lost = lost
    self.revived = revived
    self.erasures = erasures
    self.delivered = delivered
    self.kept = kept
  }
}

package enum RestoreResult: Hashable, Sendable {
  /// What it would do; nothing was changed.
  case planned(Restoration)
  case restored(Restoration)
  case unsound([Finding])
  /// What is at that path, or would be, cannot be written.
  case cannotWrite(String)
  case refused(Refusal)

  /// What is wrong with the file that was named, or with the moment. Nothing was changed.
  package enum Refusal: String, CaseIterable, Error {
    case missing = "no_hay"
    /// Another program's file, an empty one, or none of a database.
    case notABackup = "no_es_respaldo"
    case damaged = "danado"
    /// A newer version of the program made it.
    case newer = "mas_nuevo"
    /// It is the store itself.
    case sameFile = "mismo"
    /// Somebody has the store open.
    case inUse = "en_uso"
  }
}

/// Personal data that was erased, or would be.
package struct Erasure: Hashable, Sendable {
  /// Appointments; they stay without it, for the figures.
  package let appointments: Int
  package let drafts: Int
  /// Look-ups that found nothing.
  package let misses: Int
  /// Entries of the waiting list.
  package let waiting: Int
  /// What was kept of entries that had ended.
  package let endedWaits: Int

  package init(appointments: Int, drafts: Int, misses: Int, waiting: Int, endedWaits: Int = 0) {
    self.appointments = appointments
    self.drafts = drafts
    self.misses = misses
    self.waiting = waiting
    self.endedWaits = endedWaits
  }

  package var isEmpty: Bool { appointments + drafts + misses + waiting + endedWaits == 0 }
}

package enum ForgetResult: Hashable, Sendable {
  /// What it would erase; nothing was.
  case planned(Erasure)
  case forgotten(Erasure)
  case nothingKept
  /// It has appointments to come, which are to be cancelled before. Nothing was erased.
  case hasAppointments([AppointmentCode])
}

/// A policy as the office sees it.
package struct PolicyRow: Hashable, Sendable {
  package let name: String
  package var value: Int
  /// What it may be set to.
  package let range: ClosedRange<Int>
  package let unit: String
  package let explanation: String

  package init(
    name: String, value: Int, range: ClosedRange<Int>, unit: String, explanation: String
  ) {
    self.name = name
    self.value = value
    self.range = range
    self.unit = unit
    self.explanation = explanation
  }
}

package enum PolicyResult: Hashable, Sendable {
  /// On disk, power loss included.
  case set(PolicyRow, before: Int)
  case unknown
  case outOfRange(PolicyRow)
}
