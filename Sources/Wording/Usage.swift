internal import Domain

/// The help of the command line, made of the tables of commands and options.
extension Speaker {
  /// Of one command, or of all: that fits a screen of 24 rows of 80 columns.
  package func usage(of subcommand: Subcommand?, width: Int = Page.textWidthMax) -> String {
    let layout = UsageLayout(width: min(width, Page.textWidthMax))
    let lines = subcommand.map { help(of: $0, layout) } ?? help(layout)
    return lines.joined(separator: "\n")
  }

  private func help(_ layout: UsageLayout) -> [String] {
    var commands: [Substring] = []
    for subcommand in Subcommand.allCases {
      let first = subcommand.rawValue.prefix { $0 != " " }
      if !first.isEmpty, !commands.contains(first) { commands.append(first) }
    }
    let options = Subcommand.converse.options
    let everyday = options.filter { !$0.isForTrials && ![.help, .version].contains($0) }
    let trials = options.filter(\.isForTrials).map(\.rawValue).joined(separator: ", ")
    return layout.text(text(.usageTitle)) + ["", text(.usageHeading)]
      + layout.table([
        (Subcommand.converse.synopsis, text(.subcommand(.converse))),
        ("citas \(text(.commandOperand)) --ayuda", text(.usageOfCommand)),
      ])
      + layout.item(text(.usageCommands), commands.joined(separator: ", "))
      + ["", text(.usageOptions)]
      + layout.table(
        everyday.map { ($0.synopsis, text(.option($0))) } + [("--ayuda, --version", "")])
      + layout.item("  " + text(.usageForTrials), trials)
      + ["", text(.usageExamplesHeading)]
      + text(.usageExamples).split(separator: "\n").map { "  " + $0 }
  }

  private func help(of subcommand: Subcommand, _ layout: UsageLayout) -> [String] {
    layout.text(subcommand.synopsis) + layout.text("  " + text(.subcommand(subcommand)))
      + ["", text(.usageOptions)]
      + layout.table(subcommand.ownOptions.map { ($0.synopsis, text(.option($0, of: subcommand))) })
      + layout.item(
        "  " + text(.usageAlso), Option.common.map(\.synopsis).joined(separator: ", "))
      + subcommand.operands.required.flatMap { operand in
        let choices = choices(of: operand)
        return choices.isEmpty
          ? [] : [""] + layout.item(operand.rawValue + ":", choices.joined(separator: ", "))
      }
  }

  /// What it can be, as people are told.
  package func choices(of operand: Operand) -> [String] {
    guard operand == .documentType else { return operand.choices }
    return DocumentType.allCases.map { "\($0.rawValue) (\(display(.documentType($0))))" }
  }
}

/// Lays out the help for a screen of so many columns.
private struct UsageLayout {
  /// Columns beside a name, without which its text stands below it.
  private static let textWidthMin = 30
  private static let indent = 4

  let width: Int

  func text(_ text: String) -> [String] { wrappedLines(text, to: width) }

  /// Names, and their texts in a column of their own.
  func table(_ rows: [(String, String)]) -> [String] {
    let names = rows.map { columns(of: $0.0) }.max() ?? 0
    guard width - names - 4 >= Self.textWidthMin else {
      return rows.flatMap { name, text in
        self.text("  " + name) + (text.isEmpty ? [] : self.text(spaces(2 + Self.indent) + text))
      }
    }
    return rows.flatMap { name, text in
      let name = "  " + name + spaces(names - columns(of: name) + 2)
      return hung(name, text)
    }
  }

  /// A name and what goes on below it at the same column, or under it where that is too narrow.
  func item(_ name: String, _ text: String) -> [String] {
    let lead = name + " "
    guard width - columns(of: lead) >= Self.textWidthMin else {
      let margin = spaces(name.prefix { $0 == " " }.count + Self.indent)
      return self.text(name) + self.text(margin + text)
    }
    return hung(lead, text)
  }

  private func hung(_ lead: String, _ text: String) -> [String] {
    let margin = spaces(columns(of: lead))
    return wrappedLines(text, to: width - columns(of: lead)).enumerated().map {
      withoutTrailingSpaces(($0 == 0 ? lead : margin) + $1)
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
