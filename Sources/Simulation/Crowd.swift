internal import Domain
internal import Driver
internal import Glibc
internal import Office
internal import Proof
internal import SQLite
internal import Store
internal import Terminal
internal import Yardstick

/// Processes of callers on one file with the clock running, who all want the last places.
enum Crowd {
  /// The clock of everybody begins here: a Monday morning.
  static let start = Moment(iso: "2021-09-20T07:00") ?? Moment(secondsSinceEpoch: 0)
  static let cities = ["Arauca", "Cali", "Leticia", "Tumaco", "Tunja"]
  /// Policies of the contest: a hold that nobody accepts ends while it lasts.
  static let holdSeconds = 15

  static func run(_ words: [String]) throws -> Bool {
    var (processes, seconds) = (64, 60)
    var folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var rest = words[...]
    while let word = rest.popFirst() {
      switch (word, rest.popFirst()) {
      case ("--processes", let value?): processes = Int(value) ?? processes
      case ("--seconds", let value?): seconds = Int(value) ?? seconds
      case ("--in", let value?): folder = value
      default:
        writeError(Simulation.usage)
        exit(64)
      }
    }
    return try Simulation.inFolder(of: folder) { path in
      let places = try prepare(path, for: processes)
      print("\(processes) processes, \(places) places, \(seconds) seconds")
      let began = monotonicSeconds()
      let reports = try send(processes, to: path, seconds: seconds)
      return try judge(reports, path, seconds: monotonicSeconds() - began)
    }
  }

  /// Leaves few slots, with fewer places than there are processes; how many places.
  private static func prepare(_ path: String, for processes: Int) throws -> Int {
    let store = Store(.file(path), actor: Actor(channel: .office, agent: "Jefe"))
    var random = SplitMix64(seed: 1)
    func change(_ change: ScheduleChange) throws {
      guard case .plan = try store.apply(change, now: start, using: &random) else {
        throw Failure("the schedule cannot be prepared")
      }
    }
    for schedule in try store.schedules(now: start) {
      for rule in schedule.rules { try change(.endRule(rule.id, after: start.day)) }
    }
    guard case .set = try store.setPolicy("retencion_segundos", to: holdSeconds, now: start) else {
      throw Failure("the policy cannot be set")
    }
    try change(.close(Closure(day: start.day, times: Closure.wholeDay, reason: "prueba"), at: nil))
    let tomorrow = start.day.advanced(by: 1)
    let (slots, places) = (2, max(1, processes / 16))
    for city in cities {
      guard let point = try store.points(now: start).first(where: { $0.city == city }) else {
        throw Failure("there is no point in \(city)")
      }
      try change(
        .addRule(
          Rule.Terms(
            schedule: ScheduleRule(
              weekdays: [.tuesday], from: TimeOfDay(minutes: 480),
              through: TimeOfDay(minutes: 480 + 20 * (slots - 1)), stepMinutes: 20,
              places: places, valid: tomorrow...tomorrow), keptForAgents: 0), at: point.id))
    }
    return cities.count * slots * places
  }

  /// Has the processes begin together; what each reports.
  private static func send(
    _ count: Int, to path: String, seconds: Int
  ) throws -> [[String]] {
    var members:
      [(process: Int32, input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)] = []
    for number in 0..<count {
      let words = [try ownPath(), "caller", path, String(number), String(seconds)]
      var (input, output): (Int32, Int32) = (-1, -1)
      let process = withArguments(words) { yardstick_start($0, &input, &output) }
      guard process > 0, let writing = fdopen(input, "w"), let reading = fdopen(output, "r") else {
        throw Failure("a caller does not start")
      }
      members.append((process, writing, reading))
    }
    // All clocks begin with the same second.
    let shift = start.secondsSinceEpoch - systemSeconds()
    for member in members {
      fputs("\(shift)\n", member.input)
      fflush(member.input)
    }
    var reports: [[String]] = []
    for member in members {
      var lines: [String] = []
      var line = [CChar](repeating: 0, count: 1 << 16)
      while fgets(&line, Int32(line.count), member.output) != nil {
        lines.append(
          String(
            decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self))
      }
      fclose(member.input)
      fclose(member.output)
      let status = yardstick_wait(member.process)
      if status != 0 { lines.append("fault the process ended with \(status)") }
      reports.append(lines)
    }
    return reports
  }

  // MARK: Judging

  private static func judge(
    _ reports: [[String]], _ path: String, seconds: Double
  ) throws -> Bool {
    var codes: [String: String] = [:]
    var turns: [Int] = []
    var counts: [String: Int] = [:]
    var waits: [String: Int] = [:]
    var faults: [String] = []
    for line in reports.joined() {
      let words = line.split(separator: " ").map { String($0) }
      switch words.first {
      case "code" where words.count == 3:
        if words[2] == "booked", codes[words[1]] != nil { faults.append("told twice: \(words[1])") }
        codes[words[1]] = words[2]
      case "turn": turns += words.dropFirst().compactMap { Int($0) }
      case "count" where words.count == 3 && words[1].hasPrefix("wait-"):
        waits[words[1]] = max(waits[words[1], default: 0], Int(words[2]) ?? 0)
      case "count" where words.count == 3: counts[words[1], default: 0] += Int(words[2]) ?? 0
      default: faults.append(line)
      }
    }
    for (name, count) in counts where name.hasPrefix("status-") {
      // What a conversation can end with, and nobody is interrupted here (contract, section 5).
      if !["status-0", "status-65", "status-75"].contains(name) {
        faults.append("\(count) conversations ended with \(name)")
      }
    }
    let kept = try rows(path)
    if kept != codes {
      let differing = Set(kept.keys).union(codes.keys).filter { kept[$0] != codes[$0] }.sorted()
      for code in differing.prefix(5) {
        faults.append("\(code) is \(kept[code] ?? "not there"), told: \(codes[code] ?? "nothing")")
      }
      faults.append("\(kept.count) appointments, \(codes.count) were told")
    }
    let store = Store(.file(path), actor: Actor(channel: .office, agent: "Jefe"))
    let end = start.advanced(bySeconds: 3_600)
    let review = try store.reviewWaitingList(now: end)
    for finding in try store.verify(now: end) { faults.append("verificar: \(finding)") }
    turns.sort()
    func at(_ share: Double) -> String {
      guard !turns.isEmpty else { return "-" }
      let place = min(turns.count - 1, Int(Double(turns.count) * share))
      let microseconds = turns[place]
      return "\(microseconds / 1000).\(microseconds % 1000 / 100) ms"
    }
    let booked = codes.count
    let longest = waits.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(4)
      .map { "\($0.value) ms at «\($0.key.dropFirst(5))»" }.joined(separator: ", ")
    print(
      """
      conversations   \(counts["conversations", default: 0]), \(turns.count) turns, \
      \(Int(Double(turns.count) / seconds)) turns a second
      booked          \(booked), \(counts["cancelled", default: 0]) cancelled again, \
      \(Int(Double(booked) / seconds * 10)) bookings in 10 seconds
      gone            \(counts["gone", default: 0]) times a place that had been shown, \
      \(counts["lost", default: 0]) times one that had been held too long
      full            \(counts["full", default: 0]) times nothing was left
      waiting list    \(counts["joined", default: 0]) joined, \
      \(counts["offered", default: 0]) were told of a place that is kept, \
      \(review.waiting) wait still
      busy            \(counts["busy", default: 0]) times told to try again
      turn            median \(at(0.5)), 99th percentile \(at(0.99)), longest \(at(1))
      longest turns   \(longest)
      """)
    for fault in faults.prefix(20) { print("FAULT \(fault)") }
    return faults.isEmpty && booked > 0
  }

  /// The appointments by code, with their states.
  private static func rows(_ path: String) throws -> [String: String] {
    let database = try Database(reading: path)
    var rows: [String: String] = [:]
    let statement = Statement(database, "SELECT code, state FROM appointment")
    try statement.forEach { (row) throws(DatabaseError) in
      rows[try row.text(0)] = try row.text(1)
    }
    return rows
  }

  // MARK: A caller's process

  /// `words` are the store, the number of the process and how long it serves callers, in seconds.
  static func call(_ words: [String]) throws -> Int32 {
    guard words.count == 3, let number = Int(words[1]), let seconds = Int(words[2]) else {
      return 64
    }
    let program = try Program(["--agente", "Ana", "--json"])
    let store = Store(.file(words[0]), actor: Actor(channel: .json, agent: "Ana"))
    guard let shift = readLine().flatMap({ Int($0) }) else { return 64 }
    let end = monotonicSeconds() + Double(seconds)
    var random = SplitMix64(seed: UInt64(number))
    var mine: [(code: String, document: String)] = []
    /// Who waits.
    var waiting: [String] = []
    var report = CallerReport()
    var served = 0
    while monotonicSeconds() < end {
      served += 1
      let cancels = !mine.isEmpty && Int.random(in: 0..<100, using: &random) < 55
      let own = cancels ? mine.removeFirst() : nil
      let looks = own == nil && !waiting.isEmpty && Int.random(in: 0..<100, using: &random) < 40
      let waiter = looks ? waiting.removeFirst() : nil
      let caller = CallerSurface(
        document: own?.document ?? waiter
          ?? String(1_000_000_000 + number * 1_000_000 + served),
        cancelling: own?.code, waits: waiter != nil, random: random, shift: shift, end: end)
      let status = try program.converse(at: caller, with: store, seed: random.next())
      report.count("status-\(status)")
      report.count("conversations")
      caller.finish(into: &report)
      if let code = caller.booked { mine.append((code, caller.document)) }
      if let own, !caller.isCancelled { mine.append(own) }
      if caller.waits, caller.booked == nil { waiting.append(caller.document) }
    }
    report.write()
    return 0
  }
}

/// What a caller's process tells at its end.
struct CallerReport {
  var lines: [String] = []
  var turns: [Int] = []
  private var counts: [String: Int] = [:]

  mutating func count(_ name: String, _ by: Int = 1) { counts[name, default: 0] += by }
  /// The greatest of them.
  mutating func reach(_ name: String, _ value: Int) {
    counts[name] = max(counts[name] ?? 0, value)
  }

  func write() {
    for line in lines { print(line) }
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) { print("count \(name) \(count)") }
    for first in stride(from: 0, to: turns.count, by: 500) {
      let some = turns[first..<min(turns.count, first + 500)]
      print("turn " + some.map { String($0) }.joined(separator: " "))
    }
    fflush(nil)
  }
}

/// A caller who reads the JSON of the conversation and answers it.
final class CallerSurface: Surface {
  let document: String
  /// The appointment that they come to cancel; nil for who books.
  private let cancelling: String?
  /// Whether they are in the waiting list, as they were told.
  private(set) var waits: Bool
  private var hasAskedForTurn = false
  private var random: SplitMix64
  private let shift: Int
  private let end: Double
  /// What came since the last line.
  private var turn: [String] = []
  private var pending = ""
  private var asked = ""
  private var answered = ""
  /// Whether the hour that was typed had been shown as free.
  private var began: Int64?
  private var turnsLeft = 60
  private var report = CallerReport()
  private(set) var booked: String?
  private(set) var isCancelled = false

  init(
    document: String, cancelling: String?, waits: Bool, random: SplitMix64, shift: Int, end: Double
  ) {
    self.document = document
    self.waits = waits
    self.cancelling = cancelling
    self.random = random
    self.shift = shift
    self.end = end
  }

  let isTerminal = false
  let showsStatus = false
  let wasInterrupted = false
  let width = 80
  var now: Moment { Moment(secondsSinceEpoch: systemSeconds() + shift) }

  func write(_ bytes: [UInt8]) { pending += String(decoding: bytes, as: UTF8.self) }
  func flush() {}
  func remember(_ line: String) {}

  func readLine(_ request: LineRequest) -> Console.Line {
    if !request.isQuestionShown { write(request.question(width)) }
    read()
    turnsLeft -= 1
    guard turnsLeft > 0 else { return .endOfInput }
    // Somebody talks, then types.
    usleep(UInt32.random(in: 0...20_000, using: &random))
    let line = answer()
    if let line {
      answered = line
      began = nanoseconds()
      return .text(line)
    }
    // Nobody accepts: the place is let go.
    if let wake = request.wake {
      usleep(UInt32(max(0, now.seconds(to: wake))) * 1_000_000 + 50_000)
      answered = ""
      began = nanoseconds()
      return .timedOut(typed: "")
    }
    return .endOfInput
  }

  /// Takes in what came of the last line.
  private func read() {
    if let began {
      let microseconds = Int((nanoseconds() - began) / 1000)
      report.turns.append(microseconds)
      report.reach("wait-" + asked, microseconds / 1000)
    }
    began = nil
    turn = pending.split(separator: "\n").map { String($0) }
    pending = ""
    if turn.contains(where: { $0.contains("\"clave\":\"fallas.ocupada\"") }) {
      report.count("busy")
    }
    judge()
    if let question = turn.last(where: { $0.hasPrefix("{\"tipo\":\"pregunta\"") }) {
      asked = member("campo", of: question)
    }
  }

  private func member(_ name: String, of line: String) -> String {
    let mark = "\"\(name)\":\""
    guard let start = line.firstRange(of: mark) else { return "" }
    return String(line[start.upperBound...].prefix { $0 != "\"" })
  }

  /// Whoever is not given the place that they were shown is told why, and what is free instead.
  private func judge() {
    for line in turn where line.hasPrefix("{\"tipo\":\"cita\"") {
      let code = member("codigo", of: line)
      switch member("estado", of: line) {
      case "agendada" where asked == "aceptar":
        booked = code
        report.lines.append("code \(code) booked")
      case "cancelada":
        isCancelled = true
        report.count("cancelled")
        report.lines.append("code \(code) cancelled")
      default: break
      }
    }
    for line in turn where line.hasPrefix("{\"tipo\":\"mensaje\"") {
      switch member("clave", of: line) {
      case "espera.entrada", "espera.entrada_con_cupo":
        waits = true
        hasAskedForTurn = true
        report.count("joined")
      case "espera.salida", "espera.no_esta": waits = false
      case "espera.cupo": report.count("offered")
      default: break
      }
    }
    let refusals = turn.filter { $0.hasPrefix("{\"tipo\":\"rechazo\"") }
    let question = turn.last { $0.hasPrefix("{\"tipo\":\"pregunta\"") }.map {
      member("campo", of: $0)
    }
    let isGone =
      asked == "hora" && answered.contains(":") && question != "aceptar"
      || asked == "aceptar" && answered == "aceptar" && booked == nil
    // A store that is busy is no place that is gone, and who waits is kept theirs.
    let isOther = turn.contains { line in
      ["\"clave\":\"fallas.ocupada\"", "\"estado\":\"ocupada\"", "\"clave\":\"espera."]
        .contains { line.contains($0) }
    }
    guard isGone, !isOther else { return }
    report.count(asked == "hora" ? "gone" : "lost")
    let explains =
      refusals.contains { !member("texto", of: $0).isEmpty }
      || turn.contains { $0.contains("\"clave\":\"retencion.vencida\"") }
    let offers = turn.contains { line in
      ["horas.alternativas", "fecha.alternativas", "horas", "calendario"].contains(
        member("clave", of: line))
        || member("clave", of: line).hasPrefix("disponibilidad.")
        // The same hour, which is free still.
        || member("campo", of: line) == "hora" && line.contains("\"opciones\":[{")
    }
    let asksAgain = ["hora", "fecha", "ciudad_cita", "lista_espera"].contains(question ?? "")
    if !explains || !offers || !asksAgain {
      report.lines.append("fault a place was gone without a word: \(turn.joined(separator: " "))")
    }
  }

  /// Nil for who says nothing.
  private func answer() -> String? {
    func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    func pick(_ lines: [String]) -> String {
      lines[Int.random(in: 0..<lines.count, using: &random)]
    }
    switch asked {
    case "opcion":
      if hasAskedForTurn { return "salir" }
      hasAskedForTurn = waits
      return waits ? "mi turno" : cancelling == nil ? "1" : "3"
    case "segundo_dato":
      // Offers that found no answer have ended the wait.
      guard turn.contains(where: { $0.hasPrefix("{\"tipo\":\"rechazo\"") }) else {
        return "3001234567"
      }
      waits = false
      return "salir"
    case "lista_espera":
      report.count("full")
      return pick(["1", "1", "2", "3"])
    case "lista_ciudad", "lista_dias", "lista_franja": return "1"
    case "lista_preferencia": return happens(20) ? "sí" : "no"
    case "lista_gestion":
      return options().contains("tomar")
        ? pick(["tomar", "tomar", "tomar", "pasar", "seguir"])
        : happens(80) ? "seguir" : "retirarse"
    case "gestion": return "cancelarla"
    case "codigo": return cancelling ?? "no tengo"
    case "tipo_documento": return "cédula"
    case "numero_documento": return document
    case "cancelacion": return "sí"
    case "motivo": return "2"
    case "autorizacion": return "sí"
    case "tipo_persona": return "natural"
    case "nombre": return "Ana María"
    case "apellidos": return "Gómez Ruiz"
    case "telefono_fijo": return "no tengo"
    case "telefono_celular": return "3001234567"
    case "correo": return "ventas@example.com"
    case "direccion": return "Calle 26 # 68C-61"
    case "departamento", "ciudad": return "Bogotá"
    case "ciudad_cita":
      if turn.contains(where: { $0.contains("disponibilidad.nada") }) {
        report.count("full")
        return "salir"
      }
      // Where something is left, or where they want.
      return turn.contains { $0.contains("disponibilidad.otras_ciudades") } && happens(80)
        ? "1" : pick(Crowd.cities)
    case "fecha": return pick(["el primero", "el último"])
    case "hora":
      let hours = options().filter { $0.contains(":") }
      return hours.isEmpty ? "la primera" : happens(60) ? hours[0] : pick(hours)
    case "aceptar":
      return happens(2) ? nil : happens(4) ? "más tiempo" : happens(3) ? "cancelar" : "aceptar"
    default: return happens(50) ? "1" : "salir"
    }
  }

  /// The values of the options of the question.
  private func options() -> [String] {
    guard let question = turn.last(where: { $0.hasPrefix("{\"tipo\":\"pregunta\"") }) else {
      return []
    }
    return question.split(separator: "{").dropFirst().map { member("valor", of: String($0)) }
      .filter { !$0.isEmpty }
  }

  func finish(into other: inout CallerReport) {
    read()
    other.turns += report.turns
    other.lines += report.lines
    other.merge(report)
  }
}

extension CallerReport {
  mutating func merge(_ other: CallerReport) {
    for (name, count) in other.counts {
      if name.hasPrefix("wait-") { reach(name, count) } else { self.count(name, count) }
    }
  }
}

func monotonicSeconds() -> Double { Double(nanoseconds()) / 1e9 }
