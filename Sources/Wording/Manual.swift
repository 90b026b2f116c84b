/// A section of the manual, in its order. The raw value is its text's.
enum ManualSection: String, CaseIterable {
  case description = "descripcion"
  case commands = "ordenes"
  case options = "opciones"
  case atEveryQuestion = "en_la_conversacion"
  case environment = "entorno"
  case files = "archivos"
  case exitStatus = "salida"
  case examples = "ejemplos"

  /// Made of the tables of commands and options, not of a text.
  var isTable: Bool { self == .commands || self == .options }
}

/// The manual page, in the macros `man(7)`, made of the tables of commands and options and of
/// `prompts/manual.txt`. In a text a line `nombre: texto` whose name has no space before the colon
/// is an entry; an empty line parts paragraphs.
extension Speaker {
  package func manual(version: String) -> String {
    let title = Self.escaped(text(.manualTitle))
    var lines = [
      ".TH CITAS 1 \(text(.manualDate)) \"citas \(version)\" \"\(title)\"", ".SH NOMBRE",
    ]
    lines += Self.filled("citas - " + text(.manualSummary)) + [".SH SINOPSIS"]
    for subcommand in Subcommand.allCases {
      lines += [".B " + Self.escaped(subcommand.synopsis), "[\\fIopciones\\fR]", ".br"]
    }
    lines.removeLast()
    for section in ManualSection.allCases {
      let start = lines.endIndex
      lines.append(".SH " + Self.escaped(text(.manual(section, heading: true))))
      switch section {
      case .commands:
        lines += Subcommand.allCases.flatMap { subcommand in
          entry(subcommand.synopsis, describing(subcommand))
        }
      case .options:
        lines += Option.allCases.flatMap { entry($0.synopsis, text(.option($0)) + ".") }
      case .examples:
        lines +=
          [".nf"]
          + text(.manual(section, heading: false)).split(separator: "\n").map {
            Self.escaped(String($0))
          } + [".fi"]
      case .description, .atEveryQuestion, .environment, .files, .exitStatus:
        for line in text(.manual(section, heading: false)).split(separator: "\n") {
          let parts = line.split(separator: ": ", maxSplits: 1)
          lines +=
            parts.count == 2 && !parts[0].contains(" ")
            ? entry(String(parts[0]), String(parts[1])) : [".PP"] + Self.filled(String(line))
        }
      }
      // A heading is a paragraph's beginning itself.
      if lines[start + 1] == ".PP" { lines.remove(at: start + 1) }
    }
    return lines.joined(separator: "\n")
  }

  private func describing(_ subcommand: Subcommand) -> String {
    let options = subcommand.ownOptions.map(\.rawValue).joined(separator: ", ")
    let does = text(.subcommand(subcommand)) + "."
    return options.isEmpty ? does : does + " (" + options + ")"
  }

  private func entry(_ name: String, _ text: String) -> [String] {
    [".TP", ".B " + Self.escaped(name)] + Self.filled(text)
  }

  /// In lines that are short in the source; `man` fills them anew.
  private static func filled(_ text: String) -> [String] {
    wrappedLines(escaped(text), to: 78).map { $0.hasPrefix(".") ? "\\&" + $0 : $0 }
  }

  /// What `roff` would take for its own, and what is not ASCII: it reads nothing else everywhere.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "\"": escaped += "\\(dq"
      case "'": escaped += "\\(aq"
      case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
      default:
        let number = String(scalar.value, radix: 16, uppercase: true)
        escaped += "\\[u" + String(repeating: "0", count: max(0, 4 - number.count)) + number + "]"
      }
    }
    return escaped
  }
}
