import Domain
import Embedded
import Foundation
import Testing

@testable import Understanding

/// Lines that the fuzzer found to be slow or to end the process, `casos/hallados.tsv`: a question,
/// a line with its unusual signs as numbers.
@Suite struct FoundCaseTests {
  struct Case: CustomTestStringConvertible {
    let question: Question
    let line: String
    var testDescription: String { "\(question.rawValue): \(line.prefix(60))" }
  }

  static let cases: [Case] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "casos/hallados.tsv")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { row in
      let cells = row.split(separator: "\t", maxSplits: 1)
      guard cells.count == 2, let question = Question(rawValue: String(cells[0])) else {
        return nil
      }
      return Case(question: question, line: plain(cells[1]))
    }
  }()

  /// `\u{301}` as the sign that it stands for.
  private static func plain(_ shown: Substring) -> String {
    var parts = shown.components(separatedBy: "\\u{")[...]
    var line = parts.removeFirst()
    for part in parts {
      let number = part.prefix { $0 != "}" }
      if let sign = UInt32(number, radix: 16).flatMap(Unicode.Scalar.init) {
        line.unicodeScalars.append(sign)
      }
      line += part.dropFirst(number.count + 1)
    }
    return line
  }

  @Test func `there are cases`() {
    #expect(!Self.cases.isEmpty)
  }

  @Test(arguments: cases)
  func `a found line is read, in one line without control characters`(found: Case) throws {
    let now = try #require(Moment(iso: "2021-09-09T10:00"))
    let reading = interpret(found.line, as: found.question, in: Context(now: now))
    let (name, value) = ServiceCaseTests.printed(reading)
    #expect(!name.isEmpty)
    #expect(controlCharacters(in: visible(value)) == nil)
    if case .ambiguous(let answers, _) = reading { #expect(!answers.isEmpty) }
  }

  private static let wordsOfOrders = Set(
    (Folder.prompts.text("ordenes.txt") ?? "").split { $0.isWhitespace || $0 == "[" || $0 == "]" })

  // «Si» alone ended the process where it was the most usual answer.
  @Test(arguments: Question.allCases)
  func `a word of an order is read alone, whatever was asked`(question: Question) throws {
    let now = try #require(Moment(iso: "2021-09-09T10:00"))
    #expect(Self.wordsOfOrders.count > 500)
    let unread = Self.wordsOfOrders.filter {
      let reading = interpret(String($0), as: question, in: Context(now: now))
      return ServiceCaseTests.printed(reading).0.isEmpty
    }
    #expect(unread.isEmpty)
  }
}
