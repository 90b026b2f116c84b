internal import Driver
internal import Glibc
internal import Proof

/// Lines of the case files of the tests: question, what is known, now, line.
struct CaseLine {
  let question: String
  let known: String
  let now: String
  let line: String

  static let files = [
    "dictado", "fecha", "hora", "motivo", "motivo_ajuste", "motivo_reserva", "pedidos",
  ].map { "Tests/UnderstandingTests/casos/\($0).tsv" }

  static func read(_ files: [String]) throws -> [CaseLine] {
    try files.flatMap { (file: String) throws -> [CaseLine] in
      guard let bytes = contents(of: file) else {
        throw Failure("cannot read \(file): run it in the package's folder, or use --cases")
      }
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
        (row: Substring) -> CaseLine? in
        let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count >= 4, cells[2].hasPrefix("20") else { return nil }
        return CaseLine(question: cells[0], known: cells[1], now: cells[2], line: cells[3])
      }
    }
  }

  /// What `interpretar` is told.
  var words: [String] {
    ["interpretar", question, "--ahora", now]
      + known.split(separator: ";").filter { $0 != "-" }.flatMap { ["--con", String($0)] }
  }
}

extension Bench {
  func interpretation() throws -> [Result] {
    let cases = try CaseLine.read(options.cases.isEmpty ? CaseLine.files : options.cases)
    var interpreters: [[String]: (String) -> String] = [:]
    var taken: [String: [Double]] = [:]
    for pass in 0..<(options.isQuick ? 3 : 12) {
      for item in cases {
        let interpreter = try interpreters[item.words] ?? Program.interpreter(item.words)
        interpreters[item.words] = interpreter
        let start = nanoseconds(clockid_t(CLOCK_THREAD_CPUTIME_ID))
        _ = interpreter(item.line)
        let time = nanoseconds(clockid_t(CLOCK_THREAD_CPUTIME_ID)) - start
        // The first pass reads the vocabularies.
        if pass > 0 { taken[item.question, default: []].append(Double(time) / 1000) }
      }
    }
    let fields = taken.map { (field: $0.key, median: median($0.value), lines: $0.value.count) }
      .sorted { $0.median > $1.median }
    return [
      Result(
        row: .interpretation, what: "a line understood, median; the slowest field",
        value: fields.first?.median ?? .nan, unit: " µs", budget: .atMost(100),
        details: fields.map {
          let slow = (taken[$0.field] ?? []).sorted()
          return
            "\(decimal($0.median, 1)) µs  \($0.field), 99 in 100 below \(decimal(slow[slow.count * 99 / 100], 1))"
        })
    ]
  }

  /// Lines of any length: the time a byte must not grow. What grows with the square would show as a
  /// ratio of 4 and of 100.
  func linearity() throws -> [Result] {
    let cases = try CaseLine.read(options.cases.isEmpty ? CaseLine.files : options.cases)
    let words = cases.flatMap { $0.line.split(separator: " ") }
    var details: [String] = []
    var worst = (short: 0.0, long: 0.0)
    for field in Set(cases.map(\.question)).sorted() {
      let interpreter = try Program.interpreter(
        ["interpretar", field, "--ahora", "2021-09-09T10:00"])
      // In characters up to the longest line that is read, then in bytes beyond it.
      let perByte = [70, 140, 280, 1_000, 10_000, 100_000].map { length in
        var times: [Double] = []
        for turn in 0..<(options.isQuick ? 15 : 60) {
          var line = ""
          var index = turn * 37
          while line.utf8.count < length {
            line += words[index % words.count] + " "
            index += 1
          }
          line = String(
            line.unicodeScalars.prefix(length < 300 ? length : line.unicodeScalars.count))
          let start = nanoseconds(clockid_t(CLOCK_THREAD_CPUTIME_ID))
          _ = interpreter(line)
          let time = nanoseconds(clockid_t(CLOCK_THREAD_CPUTIME_ID)) - start
          times.append(Double(time) / Double(line.utf8.count))
        }
        return median(times)
      }
      worst.short = max(worst.short, perByte[2] / perByte[0])
      worst.long = max(worst.long, perByte[5] / perByte[3])
      details.append(
        "\(field), ns a byte at 70, 140, 280 and 1,000, 10,000, 100,000: "
          + perByte.map { decimal($0, 1) }.joined(separator: ", "))
    }
    return [
      Result(
        row: .linearity, what: "time a byte of a line of 100,000 bytes / of 1,000",
        value: worst.long, unit: " x", budget: .atMost(2), details: details),
      Result(
        row: .linearity, what: "time a byte of a line of 280 characters / of 70",
        value: worst.short, unit: " x", budget: .atMost(2), details: details),
    ]
  }
}
