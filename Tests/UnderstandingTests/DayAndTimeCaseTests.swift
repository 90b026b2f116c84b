import Domain
import Glibc
import Testing

@testable import Understanding

/// The cases of days and hours: one half to tune on, the other only to count on.
@Suite struct DayAndTimeCaseTests {
  struct Case: Sendable {
    let question: Question
    let known: String
    let now: String
    let line: String
    let expected: String
  }

  /// Which cases are tuned on: by FNV-1a of the line.
  static func isTuned(_ line: String) -> Bool {
    line.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
      >> 32 & 1 == 0
  }

  static func cases(of question: Question) throws -> [Case] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let file = try #require(fopen("/\(folder)/casos/\(question.rawValue).tsv", "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return try String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map {
      let columns = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(columns.count == 6, "six columns: \($0)")
      return Case(
        question: try #require(Question(rawValue: columns[0])), known: columns[1], now: columns[2],
        line: columns[3], expected: columns[5].isEmpty ? columns[4] : columns[4] + " " + columns[5])
    }
  }

  static func context(of row: Case) throws -> Context {
    var context = Context(now: try #require(Moment(iso: row.now)))
    if row.known.hasPrefix("fecha=") {
      let day = try #require(Day(iso: row.known.dropFirst(6)))
      context.days = day...day
    }
    if row.question == .time {
      context.times = [480...720, 840...980].flatMap { range in
        stride(from: range.lowerBound, through: range.upperBound, by: 20).map {
          TimeOfDay(minutes: $0)
        }
      }
    }
    return context
  }

  /// As `written`, without the reason of a doubt.
  static func reading(of row: Case) throws -> String {
    let reading = interpret(row.line, as: row.question, in: try context(of: row))
    if case .ambiguous(let answers, _) = reading {
      return "ambiguo " + answers.map(\.value).joined(separator: "|")
    }
    return written(reading)
  }

  @Test(arguments: [(Question.day, 0.99, 0.97), (.time, 0.99, 0.97)])
  func `nearly all cases are understood and hardly any wrongly`(
    question: Question, tuned: Double, held: Double
  ) throws {
    for isTuned in [true, false] {
      let rows = try Self.cases(of: question).filter { Self.isTuned($0.line) == isTuned }
      var right = 0
      var wrong: [String] = []
      for row in rows {
        let reading = try Self.reading(of: row)
        if reading == row.expected {
          right += 1
        } else {
          if isTuned || getenv("CASOS") != nil {
            print("\(row.now) «\(row.line)»: \(reading), not \(row.expected)")
          }
          if ["valor", "varios", "rango"].contains(where: reading.hasPrefix) {
            wrong.append(row.line)
          }
        }
      }
      let half = isTuned ? "tuned" : "held back"
      print("\(question.rawValue), \(half): \(right) of \(rows.count), \(wrong.count) wrong")
      #expect(Double(right) >= Double(rows.count) * (isTuned ? tuned : held))
      #expect(Double(wrong.count) <= Double(rows.count) * 0.005, "taken wrongly: \(wrong)")
    }
  }

  @Test func `twenty thousand lines of seed 41 end in a reading`() throws {
    var generator = SplitMix64(seed: 41)
    let words = try [Question.day, .time].flatMap { try Self.cases(of: $0) }
      .flatMap { $0.line.split(separator: " ").map(String.init) }
    let signs = ["", " ", ",", "/", "-", ".", ":", "99999", "999999999999999999", "0", "🙂", "ñ"]
    for number in 0..<20_000 {
      var line = ""
      for _ in 0..<Int.random(in: 1...7, using: &generator) {
        line += words.randomElement(using: &generator) ?? ""
        line += Bool.random(using: &generator) ? " " : signs.randomElement(using: &generator) ?? ""
      }
      let question: Question = number.isMultiple(of: 2) ? .day : .time
      var context = try Self.context(
        of: Case(
          question: question, known: number % 3 == 0 ? "fecha=2021-09-16" : "-",
          now: "2021-09-09T10:00", line: line, expected: ""))
      if number % 5 == 0 { context.days = context.now.day...context.now.day.month.last }
      if case .ambiguous(let answers, _) = interpret(line, as: question, in: context) {
        #expect(!answers.isEmpty, "no candidate: \(line)")
      }
    }
  }
}
