internal import Domain
internal import Driver
internal import Glibc
internal import Proof
internal import Store
internal import Yardstick

/// A row of the contract's budgets, and what else is promised of speed.
enum Row: String, CaseIterable {
  case start, memory, booking, bookings, crowd, turn, hours, growth, interpretation, linearity

  func measure(_ bench: Bench) throws -> [Result] {
    switch self {
    case .start: try bench.start()
    case .memory: try bench.memory()
    case .booking: try bench.booking()
    case .bookings: try bench.bookings(processes: 1)
    case .crowd: try bench.bookings(processes: 8)
    case .turn: try bench.turn()
    case .hours: try bench.hours()
    case .growth: try bench.growth()
    case .interpretation: try bench.interpretation()
    case .linearity: try bench.linearity()
    }
  }
}

extension Bench {
  private func shellStarts(on store: String) throws -> Double {
    Double(try run([shell, store, "select 1"]).wall_nanoseconds)
  }

  private func microseconds(_ nanoseconds: Double) -> String {
    decimal(nanoseconds / 1000, 1) + " µs"
  }

  // MARK: Processes

  fileprivate func start() throws -> [Result] {
    let store = try store("empty")
    var own: [Double] = []
    var shells: [Double] = []
    for _ in 0..<(options.isQuick ? 40 : 200) {
      shells.append(try shellStarts(on: store))
      let words = [citas, "--base", store, "--ahora", Caller.nowWritten]
      own.append(Double(try run(words).wall_nanoseconds))
    }
    return [
      Result(
        row: .start, what: "start to first question / sqlite3 FILE 'select 1'",
        value: median(own) / median(shells), unit: " x", budget: .atMost(1),
        details: [
          "citas \(microseconds(median(own))), sqlite3 \(microseconds(median(shells)))"
        ])
    ]
  }

  fileprivate func memory() throws -> [Result] {
    let store = try store("empty")
    let output = folder + "/peak.txt"
    var peaks: [Double] = []
    for _ in 0..<5 {
      let words = [itself, "worker", "peak", citas, "--base", store, "--ahora", Caller.nowWritten]
      try run(words, output: output)
      guard let file = fopen(output, "r") else { throw Failure("no peak") }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 64)
      guard fgets(&line, 64, file) != nil else { throw Failure("no peak") }
      peaks.append(Double(atoll(line)) / 1_048_576)
    }
    return [
      Result(
        row: .memory, what: "resident at the first question", value: median(peaks), unit: " MiB",
        budget: .atMost(8))
    ]
  }

  fileprivate func booking() throws -> [Result] {
    let store = try copy(try store("empty"), "booking")
    let callers = try Caller.all(in: Store(.file(store), actor: Actor(channel: .json, agent: nil)))
    let forms = [("JSON", ["--json"]), ("text", [])]
    var own: [[Double]] = forms.map { _ in [] }
    var shells: [Double] = []
    var next = 0
    for _ in 0..<(options.isQuick ? 30 : 150) {
      shells.append(try shellStarts(on: store))
      for (index, form) in forms.enumerated() {
        let caller = callers[next]
        next += 1
        let input = try write(caller.lines.map { $0 + "\n" }.joined(), to: "lines.txt")
        let words =
          [citas, "--base", store] + Caller.words + form.1
        own[index].append(Double(try run(words, input: input).wall_nanoseconds))
      }
    }
    return zip(forms, own).map { form, own in
      Result(
        row: .booking, what: "a whole piped booking, \(form.0) / sqlite3 FILE 'select 1'",
        value: median(own) / median(shells), unit: " x", budget: .atMost(3),
        details: [
          "citas \(microseconds(median(own))), sqlite3 \(microseconds(median(shells)))"
        ])
    }
  }

  /// Each process books for callers of its own; the yardstick makes what was recorded of them.
  fileprivate func bookings(processes: Int) throws -> [Result] {
    let empty = try store("empty")
    let perProcess = (options.isQuick ? 80 : 400) / (processes == 1 ? 1 : 4)
    let ranges = (0..<processes).map { [String($0 * perProcess), String(perProcess)] }
    let recorder = try copy(empty, "recorder")
    let files = ranges.map { folder + "/\(processes)-\($0[0]).statements" }
    for (range, file) in zip(ranges, files) {
      try run([itself, "worker", "record", recorder] + range + [file])
    }
    var own: [Double] = []
    var yardstick: [Double] = []
    for _ in 0..<(options.isQuick ? 3 : 7) {
      let store = try copy(empty, "bookings")
      own.append(try Crew(self, ranges.map { ["book", store] + $0 }).run())
      let other = try copy(empty, "bookings")
      yardstick.append(try Crew(self, files.map { ["replay", other, $0] }).run())
    }
    let count = Double(perProcess * processes)
    let (isOne, speeds) = (processes == 1, (count / median(own), count / median(yardstick)))
    return [
      Result(
        row: isOne ? .bookings : .crowd,
        what: isOne
          ? "bookings a second, durable / the same transactions in C"
          : "the same with \(processes) processes on one file",
        value: speeds.0 / speeds.1, unit: " x", budget: .atLeast(isOne ? 0.6 : 0.8),
        details: ["citas \(decimal(speeds.0, 1))/s, C \(decimal(speeds.1, 1))/s"])
    ]
  }

  // MARK: Turns

  /// What is typed on the way, before each answer: requests and a refusal.
  private static let digressions = ["ayuda", "repetir", "resumen", "servicios", "@"]

  fileprivate func turn() throws -> [Result] {
    let empty = try store("empty")
    var medians: [(name: String, microseconds: Double)] = []
    for form in ["text", "JSON"] {
      let path = try copy(empty, "turns")
      var store = Store(.file(path), actor: Actor(channel: .json, agent: "Ana"))
      let callers = try Caller.all(in: store)
      func turns(of caller: Caller) -> [(question: String, line: String)] {
        caller.turns.flatMap { turn in
          Self.digressions.map { (turn.question, $0) } + [turn]
        }
      }
      let program = try Program(Caller.words + (form == "JSON" ? ["--json"] : []))
      // Once with the statements counted, to know which turns touch the disk.
      yardstick_record()
      store = Store(.file(path), actor: Actor(channel: .json, agent: "Ana"))
      let counted = Lines(turns(of: callers[0]).map(\.line), count: yardstick_count)
      let before = yardstick_count()
      try callers[0].book(with: program, in: store, at: counted)
      yardstick_stop()
      let touches = zip(counted.counts, [before] + counted.counts).map { $0 != $1 }
      store = Store(.file(path), actor: Actor(channel: .json, agent: "Ana"))
      var taken: [[Double]] = touches.map { _ in [] }
      for caller in callers[1...(options.isQuick ? 30 : 200)] {
        let lines = turns(of: caller).map(\.line)
        let surface = Lines(lines, clock: clockid_t(CLOCK_THREAD_CPUTIME_ID))
        try caller.book(with: program, in: store, at: surface)
        for (index, taken_) in surface.taken.enumerated() { taken[index].append(Double(taken_)) }
      }
      for (index, turn) in turns(of: callers[0]).enumerated() where !touches[index] {
        let isAnswer = index % (Self.digressions.count + 1) == Self.digressions.count
        medians.append(
          (
            "\(form) \(turn.question): \(isAnswer ? "answer" : turn.line)",
            median(taken[index]) / 1000
          )
        )
      }
    }
    let worst = medians.sorted { $0.microseconds > $1.microseconds }
    return [
      Result(
        row: .turn, what: "a turn that touches no disk, processor time; the slowest kind",
        value: worst.first?.microseconds ?? .nan, unit: " µs", budget: .atMost(60),
        details: [
          "median of all \(medians.count) kinds \(decimal(median(medians.map(\.microseconds)), 1)) µs"
        ] + worst.prefix(24).map { "\(decimal($0.microseconds, 1)) µs  \($0.name)" })
    ]
  }

  // MARK: Much in the store

  fileprivate func hours() throws -> [Result] {
    let path = try store("20000", appointments: 20_000)
    let day = Day(number: Caller.now.day.number + 14)
    let file = folder + "/hours.statements"
    yardstick_record()
    yardstick_forget()
    var store = Store(.file(path), actor: Actor(channel: .json, agent: nil))
    guard let point = try store.points(now: Caller.now).first(where: { $0.cityCode == "11001" })
    else { throw Failure("no office") }
    // The first time also prepares and reads the schema.
    _ = try store.agenda(of: point.id, days: day...day, now: Caller.now)
    yardstick_forget()
    _ = try store.agenda(of: point.id, days: day...day, now: Caller.now)
    guard yardstick_save(file) else { throw Failure("cannot write \(file)") }
    yardstick_stop()
    store = Store(.file(path), actor: Actor(channel: .json, agent: nil))
    guard let yardstick = yardstick_open(path, file) else { throw Failure("nothing to replay") }
    defer { yardstick_close(yardstick) }
    var own: [Double] = []
    var inC: [Double] = []
    var free = 0
    for _ in 0..<(options.isQuick ? 200 : 2000) {
      let start = nanoseconds()
      let record = try store.agenda(of: point.id, days: day...day, now: Caller.now)
      free = FreePlaces(record, now: Caller.now).freeSlots(on: day).reduce(0) { $0 + $1.free }
      let middle = nanoseconds()
      guard yardstick_replay(yardstick) else { throw Failure("the yardstick fails") }
      own.append(Double(middle - start))
      inC.append(Double(nanoseconds() - middle))
    }
    return [
      Result(
        row: .hours, what: "free hours of a day, 20,000 appointments / the query in C",
        value: median(own) / median(inC), unit: " x", budget: .atMost(2),
        details: [
          "citas \(microseconds(median(own))), C \(microseconds(median(inC))), \(free) places free"
        ])
    ]
  }

  fileprivate func growth() throws -> [Result] {
    let many = options.isQuick ? 500_000 : 5_000_000
    let paths = [
      try store("small", appointments: 5_000), try store("large", appointments: many),
    ]
    let stores = paths.map { Store(.file($0), actor: Actor(channel: .json, agent: "Ana")) }
    let callers = try Caller.all(in: stores[1])
    var taken: [[[Double]]] = stores.map { _ in callers[0].lines.map { _ in [] } }
    let program = try Program(Caller.words + ["--json"])
    // The first prepare the statements.
    for caller in callers.prefix(options.isQuick ? 40 : 300) {
      for (index, store) in stores.enumerated() {
        let surface = Lines(caller.lines)
        try caller.book(with: program, in: store, at: surface)
        for (turn, time) in surface.taken.enumerated() {
          taken[index][turn].append(Double(time))
        }
      }
    }
    let turns = callers[0].turns.enumerated().map { index, turn in
      (turn.question, median(taken[0][index]), median(taken[1][index]))
    }.sorted { $0.2 / $0.1 > $1.2 / $1.1 }
    let sums = (turns.reduce(0) { $0 + $1.1 }, turns.reduce(0) { $0 + $1.2 })
    return [
      Result(
        row: .growth,
        what:
          "a turn with \(options.isQuick ? "500,000" : "5,000,000") appointments / with 5,000; the worst kind",
        value: turns.first.map { $0.2 / $0.1 } ?? .nan, unit: " x", budget: .atMost(1.2),
        details: ["all turns of a booking: \(decimal(sums.1 / sums.0)) x"]
          + turns.map {
            "\(decimal($0.2 / $0.1)) x  \($0.0): \(microseconds($0.1)), \(microseconds($0.2))"
          })
    ]
  }
}
