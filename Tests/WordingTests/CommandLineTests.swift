import Testing

@testable import Wording

/// Help, manual and completions are made of one table; these tests hold them to it.
struct CommandLineTests {
  let speaker = Speaker(.builtIn(), isAgent: false)

  static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test func `the help fits a screen of 24 rows and a prompt, and 80 columns`() {
    let help = speaker.usage(of: nil)
    #expect(Self.lines(help).count <= 23)
    #expect(Self.lines(help).allSatisfy { columns(of: $0) <= 80 })
    for subcommand in Subcommand.allCases {
      #expect(help.contains(subcommand.rawValue.prefix { $0 != " " }))
    }
    for option in Subcommand.converse.options { #expect(help.contains(option.rawValue)) }
    #expect(help.contains("| citas --json"), "an example")
  }

  @Test(arguments: Subcommand.allCases)
  func `the help of a command has its options and fits, too`(subcommand: Subcommand) {
    let help = speaker.usage(of: subcommand)
    #expect(help.hasPrefix(subcommand.synopsis + "\n"))
    #expect(Self.lines(help).count <= 23)
    #expect(Self.lines(help).allSatisfy { columns(of: $0) <= 80 })
    for option in subcommand.options { #expect(help.contains(option.synopsis)) }
    for option in Option.allCases where !subcommand.options.contains(option) {
      #expect(!help.contains("\n  " + option.synopsis))
    }
  }

  /// Of a narrow terminal, where nothing but what is wider than a line is broken within a word.
  @Test(arguments: [40, 60], [Subcommand?.none] + Subcommand.allCases.map { .some($0) })
  func `the help fits a narrow terminal, and no word is cut`(width: Int, subcommand: Subcommand?) {
    func words(_ text: String) -> [Substring] { text.split { " \n".contains($0) } }
    let help = speaker.usage(of: subcommand, width: width)
    #expect(Self.lines(help).allSatisfy { columns(of: $0) <= width })
    #expect(words(help) == words(speaker.usage(of: subcommand, width: 80)))
  }

  @Test func `the manual has every command and option, in ASCII lines that are short`() {
    let manual = speaker.manual(version: "1.2.3")
    let lines = Self.lines(manual)
    #expect(lines.first?.hasPrefix(".TH CITAS 1 ") == true && manual.contains("citas 1.2.3"))
    #expect(manual.utf8.allSatisfy { $0 < 0x80 } && lines.allSatisfy { $0.utf8.count <= 80 })
    for option in Option.allCases {
      let name = Speaker.escaped(option.synopsis)
      #expect(lines.contains { $0 == ".B " + name }, "\(name)")
    }
    for subcommand in Subcommand.allCases {
      let name = Speaker.escaped(subcommand.synopsis)
      #expect(lines.filter { $0 == ".B " + name }.count == 2, "\(name)")
    }
  }

  @Test(arguments: Shell.allCases)
  func `each shell is told every command and option`(shell: Shell) {
    let script = speaker.completion(for: shell)
    for option in Option.allCases {
      let name = shell == .fish ? " -l " + option.rawValue.dropFirst(2) : option.rawValue
      #expect(script.contains(name), "\(name)")
    }
    for word in Subcommand.allCases.flatMap({ $0.rawValue.split(separator: " ") }) {
      #expect(script.contains(word))
    }
  }
}
