internal import Domain

/// A scripted dialogue (`*.dialogo`): what is typed, how the clock moves, and what must come out.
struct Transcript {
  enum Event: Equatable {
    case line(String)
    /// `@ +46s`
    case wait(seconds: Int)
    /// `@ ctrl-c`
    case interrupt
    /// `@ otra`: the conversation is over, or is broken off, and another one begins.
    case again
    /// `@ columnas 40`: the terminal is so wide from here on.
    case columns(Int)
    /// `@ citas hoja --dia 2021-09-16`: another command on the same store. Its exit status stands in
    /// brackets after what it writes, unless it is 0.
    case command([String])
    /// `@ cupos Bogotá 2021-09-16 11:20=2 11:40=4`: the free places of a day, before it begins.
    case places(city: String, day: Day, free: [TimeOfDay: Int])
    /// `@ lleno Arauca`: no place is free in the open days, before it begins.
    case full(city: String)
    /// `@ espera Arauca 1020304050`: that person is in the waiting list before it begins, for any day
    /// and hour; `preferencia` after it is legal preference.
    case waiting(city: String, document: String, hasPreference: Bool)
    /// `@ cancela Arauca 2021-09-16 11:20`: somebody gives up the appointment that `@ cupos` or
    /// `@ lleno` made there.
    case cancellation(city: String, SlotStart)
  }

  struct Malformed: Error, Equatable {
    /// From 1.
    let line: Int
  }

  /// The options of its first line.
  let options: [String]
  /// As they stand in the file, each with the text of its line.
  let events: [(line: String, event: Event)]
  /// All lines.
  let lines: [Substring]

  /// Those of a CSV end with a carriage return, which is one character with the line feed after it.
  static func lines(of text: String) -> [Substring] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Substring($0) }
  }

  init(_ text: String) throws(Malformed) {
    var lines = Self.lines(of: text)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
    guard let words = Self.words(of: lines.first ?? ""), words.starts(with: ["#!", "citas"]) else {
      throw Malformed(line: 1)
    }
    options = Array(words.dropFirst(2))
    var events: [(String, Event)] = []
    for (index, line) in lines.enumerated().dropFirst() {
      if line == ">" {
        events.append((">", .line("")))
      } else if line.hasPrefix("> ") {
        events.append((String(line), .line(String(line.dropFirst(2)))))
      } else if line.hasPrefix("@ ") {
        guard let event = Self.direction(line.dropFirst(2)) else {
          throw Malformed(line: index + 1)
        }
        events.append((String(line), event))
      }
    }
    self.events = events
  }

  /// The words of a command line, those of several parts between quotation marks; nil when a mark is
  /// left open.
  private static func words(of line: Substring) -> [String]? {
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return nil }
    return parts.enumerated().flatMap { index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map { String($0) }
    }
  }

  private static func direction(_ text: Substring) -> Event? {
    if text.hasPrefix("citas ") {
      return Self.words(of: text).map { .command(Array($0.dropFirst())) }
    }
    let words = text.split(separator: " ")
    guard let first = words.first else { return nil }
    if first == "ctrl-c", words.count == 1 { return .interrupt }
    if first == "otra", words.count == 1 { return .again }
    if first == "columnas", words.count == 2, let columns = Int(words[1]), columns > 0 {
      return .columns(columns)
    }
    if first == "cupos", words.count >= 3, let day = Day(iso: words[2]) {
      var free: [TimeOfDay: Int] = [:]
      for word in words.dropFirst(3) {
        let parts = word.split(separator: "=")
        guard parts.count == 2, let time = TimeOfDay(iso: parts[0]), let count = Int(parts[1])
        else { return nil }
        free[time] = count
      }
      return .places(city: String(words[1]), day: day, free: free)
    }
    if first == "lleno", words.count == 2 { return .full(city: String(words[1])) }
    if first == "espera", words.count == 3 || words.count == 4 && words[3] == "preferencia" {
      return .waiting(
        city: String(words[1]), document: String(words[2]), hasPreference: words.count == 4)
    }
    if first == "cancela", words.count == 4, let day = Day(iso: words[2]),
      let time = TimeOfDay(iso: words[3])
    {
      return .cancellation(city: String(words[1]), SlotStart(day: day, time: time))
    }
    guard words.count == 1, first.hasPrefix("+"), first.hasSuffix("s"),
      let seconds = Int(first.dropFirst().dropLast())
    else { return nil }
    return .wait(seconds: seconds)
  }

  /// Whether `output` is what the transcript says, where `...` stands for any lines.
  func matches(_ output: [Substring]) -> Bool {
    // Reachable positions in `output` after each line, as a pattern with stars.
    var reachable: Set<Int> = [0]
    for line in lines {
      if line == "..." {
        guard let lowest = reachable.min() else { return false }
        reachable = Set(lowest...output.count)
      } else {
        reachable = Set(
          reachable.filter { $0 < output.count && output[$0] == line }.map { $0 + 1 })
      }
    }
    return reachable.contains(output.count)
  }

  /// The lines that differ: `-` as written, `+` as it came out, with a few around them.
  func differences(from output: [Substring]) -> [String] {
    let changes = output.difference(from: lines)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var merged: [(sign: Character, text: Substring)] = []
    var old = 0
    var new = 0
    while old < lines.count || new < output.count {
      if old < lines.count, removed.contains(old) {
        merged.append(("-", lines[old]))
        old += 1
      } else if new < output.count, inserted.contains(new) {
        merged.append(("+", output[new]))
        new += 1
      } else {
        merged.append((" ", lines[old]))
        old += 1
        new += 1
      }
    }
    let context = 2
    return merged.indices.filter { index in
      merged[max(0, index - context)...min(merged.count - 1, index + context)]
        .contains { $0.sign != " " }
    }.map { "\(merged[$0].sign) \(merged[$0].text)" }
  }
}
