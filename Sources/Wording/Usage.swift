internal import Domain

/// The help of the command line, made of the tables of commands and options.
extension Speaker {
  /// Of one command, or of all: that fits a screen of 24 rows.
  package func usage(of subcommand: Subcommand?) -> String {
    let lines = subcommand.map { help(of: $0) } ?? help
    return lines.joined(separator: "\n")
  }

  private var help: [String] {
    var commands: [Substring] = []
    for subcommand in Subcommand.allCases {
      let first = subcommand.rawValue.prefix { $0 != " " }
      if !first.isEmpty, !commands.contains(first) { commands.append(first) }
    }
    let options = Subcommand.converse.options
    let everyday = options.filter { !$0.isForTrials && ![.help, .version].contains($0) }
    let trials = options.filter(\.isForTrials).map(\.rawValue).joined(separator: ", ")
    return [text(.usageTitle), ""]
      + [text(.usageHeading)]
      + Self.table([
        (Subcommand.converse.synopsis, text(.subcommand(.converse))),
        ("citas \(text(.commandOperand)) --ayuda", text(.usageOfCommand)),
      ])
      + Self.item(text(.usageCommands), commands.joined(separator: ", "))
      + ["", text(.usageOptions)]
      + Self.table(
        everyday.map { ($0.synopsis, text(.option($0))) } + [("--ayuda, --version", "")])
      + Self.item("  " + text(.usageForTrials), trials)
      + ["", text(.usageExamplesHeading)]
      + text(.usageExamples).split(separator: "\n").map { "  " + $0 }
  }

  private func help(of subcommand: Subcommand) -> [String] {
    [subcommand.synopsis] + wrappedLines("  " + text(.subcommand(subcommand)), to: 80)
      + ["", text(.usageOptions)]
      + Self.table(subcommand.ownOptions.map { ($0.synopsis, text(.option($0))) })
      + Self.item(
        "  " + text(.usageAlso), Option.common.map(\.synopsis).joined(separator: ", "))
      + subcommand.operands.required.flatMap { operand in
        let choices = choices(of: operand)
        return choices.isEmpty
          ? [] : [""] + Self.item(operand.rawValue + ":", choices.joined(separator: ", "))
      }
  }

  /// What it can be, as people are told.
  package func choices(of operand: Operand) -> [String] {
    guard operand == .documentType else { return operand.choices }
    return DocumentType.allCases.map { "\($0.rawValue) (\(display(.documentType($0))))" }
  }

  private static func table(_ rows: [(String, String)]) -> [String] {
    let width = rows.map { columns(of: $0.0) }.max() ?? 0
    return rows.flatMap { name, text in
      let name = "  " + name + spaces(width - columns(of: name) + 2)
      return wrappedLines(text, to: Page.textWidthMax - columns(of: name)).enumerated().map {
        withoutTrailingSpaces(($0 == 0 ? name : spaces(columns(of: name))) + $1)
      }
    }
  }

  /// A name and what goes on below it at the same column.
  private static func item(_ name: String, _ text: String) -> [String] {
    let lead = name + " "
    return wrappedLines(text, to: Page.textWidthMax - columns(of: lead)).enumerated().map {
      ($0 == 0 ? lead : spaces(columns(of: lead))) + $1
    }
  }
}

extension Option {
  /// `--base RUTA`
  package var synopsis: String {
    ([rawValue] + (operand.map { [$0.rawValue] } ?? [])).joined(separator: " ")
  }
}

extension Subcommand {
  /// What one of its operands can be.
  package var choices: [String] { operands.required.map(\.choices).first { !$0.isEmpty } ?? [] }
}
