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
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false)
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

  /// Books what the transcript's `@ cupos` say is not free.
  static func prepare(
    _ store: Store, _ transcript: Transcript, now: Moment
  ) throws(Failure) {
    var random = SplitMix64(seed: 0)
    var serial = 10_000_000
    for case .places(let city, let day, let free) in transcript.events.map(\.event) {
      do {
        guard let point = try store.points(now: now).first(where: { $0.city == city }) else {
          throw Failure.unknownCity(city)
        }
        let record = try store.agenda(of: point.id, days: day...day, now: now)
        for slot in FreePlaces(record, now: now).slots(on: day) {
          let start = SlotStart(day: day, time: slot.time)
          for _ in 0..<max(0, slot.free - (free[slot.time] ?? 0)) {
            guard case .held(let hold) = try store.hold(start, at: point.id, now: now) else {
              break
            }
            serial += 1
            _ = try store.book(
              try booking(serial, at: point, start), hold: hold, now: now, using: &random)
          }
        }
      } catch let error as StoreError {
        throw .store(error)
      } catch let error as Failure {
        throw error
      } catch {
        throw .run(error)
      }
    }
  }

  private static func booking(
    _ serial: Int, at point: PointOfContact, _ start: SlotStart
  ) throws -> Booking {
    guard let city = Municipality(code: point.cityCode) else {
      throw Failure.unknownCity(point.city)
    }
    return Booking(
      motive: .accountStatement,
      applicant: Applicant(
        party: .natural,
        document: Document(
          type: .cedulaDeCiudadania, number: DocumentNumber(stored: String(serial))),
        givenNames: try PersonName(parsing: "Otra"), surnames: try PersonName(parsing: "Persona"),
        landline: nil, mobile: try Mobile(parsing: "3000000000"),
        email: try Email(parsing: "otra@example.com"),
        address: try Address(parsing: "Calle 1"), city: city),
      point: point, slot: start)
  }
}
