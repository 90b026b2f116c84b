internal import Domain
internal import Driver
internal import Glibc
internal import Proof
internal import Store
internal import Terminal

/// Somebody who books: a document and a place that no other caller has.
struct Caller {
  /// Wednesday 1 September 2021, before the offices open: the whole month is bookable.
  static let nowWritten = "2021-09-01T07:00"
  static let now = Moment(iso: nowWritten) ?? Moment(secondsSinceEpoch: 0)

  let number: Int
  let place: FreePlace

  /// What an agent types, and the question that it answers.
  var turns: [(question: String, line: String)] {
    [
      ("opcion", "1"), ("motivo", "2"), ("autorizacion", "sí"), ("tipo_persona", "natural"),
      ("tipo_documento", "cédula"), ("numero_documento", String(20_000_000 + number)),
      ("nombre", "Ana María"), ("apellidos", "Gómez Ruiz"), ("telefono_fijo", "no tengo"),
      ("telefono_celular", "3001234567"), ("correo", "ventas@example.com"),
      ("direccion", "Calle 26 # 68C-61"), ("departamento", "Bogotá"), ("ciudad", "Bogotá"),
      ("ciudad_cita", place.city), ("fecha", place.day), ("hora", place.hour),
      ("aceptar", "aceptar"),
    ]
  }

  var lines: [String] { turns.map(\.line) }

  /// The command line of who serves them.
  static let words = ["--agente", "Ana", "--ahora", nowWritten]

  /// Callers for the free places of the store, in an order that spreads them over offices and days.
  static func all(in store: Store) throws -> [Caller] {
    var places: [FreePlace] = []
    for point in try store.points(now: now) where point.attendance == .virtual {
      let record = try store.agenda(of: point.id, days: now.day...now.day.month.last, now: now)
      let free = FreePlaces(record, now: now)
      for day in free.freeDays {
        for slot in free.freeSlots(on: day) {
          let place = FreePlace(
            // There where they live they are offered their own.
            city: point.cityCode == "11001" ? "1" : point.city, day: String(day.date.day),
            hour: slot.time.iso)
          places += Array(repeating: place, count: slot.free)
        }
      }
    }
    var random = SplitMix64(seed: 7)
    places.shuffle(using: &random)
    return places.enumerated().map { Caller(number: $0.offset, place: $0.element) }
  }
}

struct FreePlace {
  let city: String
  let day: String
  let hour: String
}

/// Where a conversation is held whose lines are known beforehand. What is said is kept as the
/// console would keep it, and dropped where the console would write it.
final class Lines: Surface {
  private var lines: [String]
  private var next = 0
  private let clock: clockid_t
  private var pending: [UInt8] = []
  private var began: Int64?
  /// What each line took, from when it was read until the next was asked for, in nanoseconds.
  private(set) var taken: [Int64] = []
  /// What was counted when each line had been answered.
  private(set) var counts: [Int64] = []
  private let count: () -> Int64
  let now: Moment
  let isTerminal = false
  let showsStatus = false
  let wasInterrupted = false
  let width = 80

  init(
    _ lines: [String], now: Moment = Caller.now, clock: clockid_t = CLOCK_MONOTONIC,
    count: @escaping () -> Int64 = { 0 }
  ) {
    self.lines = lines
    self.now = now
    self.clock = clock
    self.count = count
    pending.reserveCapacity(1 << 16)
  }

  private func answered() {
    if let began {
      taken.append(nanoseconds(clock) - began)
      counts.append(count())
    }
    began = nil
    pending.removeAll(keepingCapacity: true)
  }

  func readLine(_ request: LineRequest) -> Console.Line {
    answered()
    guard next < lines.count else { return .endOfInput }
    let line = lines[next]
    next += 1
    began = nanoseconds(clock)
    return .text(line)
  }

  func write(_ bytes: [UInt8]) { pending.append(contentsOf: bytes) }
  func flush() { answered() }
  func remember(_ line: String) {}
}

extension Caller {
  /// Books through the whole conversation.
  func book(with program: Program, in store: Store, at surface: Lines? = nil) throws {
    let status = try program.converse(
      at: surface ?? Lines(lines), with: store, seed: UInt64(number))
    guard status == 0 else { throw Failure("caller \(number) was not served: \(status)") }
  }
}
