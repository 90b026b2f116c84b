internal import Domain
internal import Store
internal import Terminal
internal import Wording

/// Replays transcripts against a store in memory, with a clock and a chance of their own.
enum Rehearsal {
  enum Result {
    case same
    case different([String])
    case updated
    /// `line` counts from 1.
    case malformed(line: Int)
    case unreadable
    case unwritable
  }

  enum Failure: Error {
    case store(StoreError)
    case run(any Error)
    case unknownCity(String)
    /// No such appointment was made before the transcript begins.
    case nothingToCancel
  }

  static let defaultStart = Moment(iso: "2021-09-10T09:00") ?? Moment(secondsSinceEpoch: 0)
  static let defaultSeed: UInt64 = 1

  static func replay(file: String, updates: Bool) -> Result {
    guard let text = readFile(file) else { return .unreadable }
    let output: String
    let transcript: Transcript
    do {
      transcript = try Transcript(text)
      output = try rehearse(transcript)
    } catch let error as Transcript.Malformed {
      return .malformed(line: error.line)
    } catch {
      return .different(["\(error)"])
    }
    var lines = Transcript.lines(of: output)
    if lines.last == "" { lines.removeLast() }
    if transcript.matches(lines) { return .same }
    guard updates else { return .different(transcript.differences(from: lines)) }
    return writeFile(file, output) ? .updated : .unwritable
  }

  /// What comes out when the transcript's conversation is held again.
  static func rehearse(_ transcript: Transcript) throws -> String {
    let arguments: Arguments
    do {
      arguments = try Arguments(transcript.options)
    } catch {
      throw Transcript.Malformed(line: 1)
    }
    let catalogue =
      arguments.texts.map { folder in Catalogue { readFile(folder + "/" + $0) } }
      ?? Catalogue.builtIn()
    return try Program(arguments: arguments, catalogue: catalogue).rehearse(transcript)
  }

  /// An appointment that was made before a transcript begins.
  struct Prepared {
    let city: String
    let slot: SlotStart
    let code: AppointmentCode
    let document: Document
  }

  /// Books what the transcript's `@ cupos` and `@ lleno` say is not free, and puts people in the
  /// waiting list.
  static func prepare(
    _ store: Store, _ transcript: Transcript, now: Moment
  ) throws(Failure) -> [Prepared] {
    var desk = RehearsalDesk(store: store, now: now)
    do {
      for (_, event) in transcript.events {
        switch event {
        case .places(let city, let day, let free): try desk.fill(city, day, but: free)
        case .full(let city): try desk.fill(city)
        case .waiting(let city, let document, let hasPreference):
          try desk.join(city, document, hasPreference: hasPreference)
        case .line, .wait, .interrupt, .again, .columns, .command, .cancellation: continue
        }
      }
    } catch let error as StoreError {
      throw .store(error)
    } catch let error as Failure {
      throw error
    } catch {
      throw .run(error)
    }
    return desk.prepared
  }

  /// Gives up an appointment that was made before.
  static func cancel(
    _ prepared: [Prepared], _ city: String, _ slot: SlotStart, in store: Store, now: Moment
  ) throws(Failure) {
    guard let found = prepared.first(where: { $0.city == city && $0.slot == slot }) else {
      throw .nothingToCancel
    }
    do {
      store.beginConversation(now: now)
      _ = try store.cancel(found.code, document: found.document, now: now)
    } catch {
      throw .store(error)
    }
  }
}

/// Brings a store to where a transcript begins.
private struct RehearsalDesk {
  let store: Store
  let now: Moment
  private(set) var prepared: [Rehearsal.Prepared] = []
  private var random = SplitMix64(seed: 0)
  private var serial = 10_000_000

  init(store: Store, now: Moment) {
    self.store = store
    self.now = now
  }

  private func point(_ city: String) throws -> PointOfContact {
    guard let point = try store.points(now: now).first(where: { $0.city == city }) else {
      throw Rehearsal.Failure.unknownCity(city)
    }
    return point
  }

  /// Every place of the open days.
  mutating func fill(_ city: String) throws {
    let record = try store.agenda(of: try point(city).id, days: now.day...now.day, now: now)
    let days = FreePlaces(record, now: now).days
    for number in days.lowerBound.number...days.upperBound.number {
      try fill(city, Day(number: number), but: [:])
    }
  }

  mutating func fill(_ city: String, _ day: Day, but free: [TimeOfDay: Int]) throws {
    let point = try point(city)
    let record = try store.agenda(of: point.id, days: day...day, now: now)
    for slot in FreePlaces(record, now: now).slots(on: day) {
      let start = SlotStart(day: day, time: slot.time)
      for _ in 0..<max(0, slot.free - (free[slot.time] ?? 0)) {
        guard case .held(let hold) = try store.hold(start, at: point.id, now: now) else { break }
        serial += 1
        let booking = Booking(
          motive: .accountStatement, applicant: try applicant(String(serial), of: point),
          point: point, slot: start)
        if case .booked(let appointment) = try store.book(
          booking, hold: hold, now: now, using: &random)
        {
          prepared.append(
            Rehearsal.Prepared(
              city: city, slot: start, code: appointment.code,
              document: booking.applicant.document))
        }
      }
    }
  }

  func join(_ city: String, _ document: String, hasPreference: Bool) throws {
    let point = try point(city)
    try store.record(Consent(noticeVersion: "1", granted: true), now: now)
    _ = try store.join(
      Wish(
        cityCode: point.cityCode, days: Wish.days(at: now), part: .any,
        hasPreference: hasPreference),
      motive: .accountStatement, applicant: try applicant(document, of: point), now: now)
  }

  private func applicant(_ document: String, of point: PointOfContact) throws -> Applicant {
    guard let city = Municipality(code: point.cityCode) else {
      throw Rehearsal.Failure.unknownCity(point.city)
    }
    return Applicant(
      party: .natural,
      document: Document(
        type: .cedulaDeCiudadania, number: DocumentNumber(stored: document)),
      givenNames: try PersonName(parsing: "Otra"), surnames: try PersonName(parsing: "Persona"),
      landline: nil, mobile: try Mobile(parsing: "3000000000"),
      email: try Email(parsing: "otra@example.com"),
      address: try Address(parsing: "Calle 1"), city: city)
  }
}
