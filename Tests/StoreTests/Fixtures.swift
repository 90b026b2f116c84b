import Foundation
import SQLite
import Store
import Testing

@testable import Domain

/// A folder that goes with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    let base = FileManager.default.temporaryDirectory
    let folder = base.appending(path: "citas-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    path = folder.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A store's path, one folder deeper than what is there.
  var database: String { path + "/citas/citas.db" }

  func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  /// The names in the folder, ordered.
  func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// The bytes of the file.
  func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path))
  }
}

/// A sequence that the seed fixes: SplitMix64.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

let citizen = Actor(channel: .terminal, agent: nil)

/// Thursday 9 September 2021, nine in the morning.
let now = moment("2021-09-09T09:00")

func moment(_ iso: String) -> Moment {
  guard let moment = Moment(iso: iso) else { preconditionFailure("«\(iso)» is a moment") }
  return moment
}

func slot(_ iso: String) -> SlotStart {
  let moment = moment(iso)
  return SlotStart(day: moment.day, time: moment.time)
}

/// Thursday 16 September 2021, 08:20.
let thursday = slot("2021-09-16T08:20")

func applicant(_ number: String) throws -> Applicant {
  Applicant(
    party: .natural,
    document: Document(
      type: .cedulaDeCiudadania,
      number: try DocumentNumber(parsing: number, type: .cedulaDeCiudadania)),
    givenNames: try PersonName(parsing: "María José"), surnames: try PersonName(parsing: "Peña"),
    landline: try Landline(parsing: "6014567890"), mobile: try Mobile(parsing: "3001234567"),
    email: try Email(parsing: "ventas@example.com"),
    address: try Address(parsing: "CL 26 # 13-19"),
    city: try #require(Municipality(code: "25754")))
}

extension Store {
  /// This session may keep what somebody tells of themselves.
  func authorise(now: Moment = now) throws {
    try record(Consent(noticeVersion: "1", granted: true), now: now)
  }

  func point(_ city: String) throws -> PointOfContact {
    try #require(try points(now: now).first { $0.city == city })
  }

  /// The hold of a free place.
  func mustHold(_ slot: SlotStart, at point: PointOfContact, now: Moment = now) throws -> Hold {
    guard case .held(let hold) = try hold(slot, at: point.id, now: now) else {
      throw Unexpected()
    }
    return hold
  }

  func book(
    _ number: String, _ slot: SlotStart, at point: PointOfContact, hold: Hold, now: Moment = now,
    seed: UInt64 = 1
  ) throws -> BookResult {
    var generator = Seeded(state: seed)
    return try book(
      Booking(
        motive: .accountStatement, applicant: try applicant(number), point: point, slot: slot),
      hold: hold, now: now, using: &generator)
  }

  /// An appointment made now.
  func mustBook(
    _ number: String, _ slot: SlotStart, at point: PointOfContact, now: Moment = now,
    seed: UInt64 = 1
  ) throws -> Appointment {
    let hold = try mustHold(slot, at: point, now: now)
    guard
      case .booked(let appointment) = try book(
        number, slot, at: point, hold: hold, now: now, seed: seed)
    else { throw Unexpected() }
    return appointment
  }

  func claims(_ slot: SlotStart, at point: PointOfContact, now: Moment = now) throws -> SlotClaims?
  {
    try agenda(of: point.id, days: slot.day...slot.day, now: now).claims[slot]
  }
}

struct Unexpected: Error {}
