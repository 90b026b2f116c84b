package import Domain

/// The figures of a day's calls, in tables.
extension Speaker {
  package func words(for figures: CallFigures) -> String {
    let day: Values = ["dia": fullDate(figures.day)]
    let agents = figures.agents
    guard !agents.isEmpty else { return text(.noCalls, day) }
    let table = Table(
      header: Key.callColumns.map { text($0) },
      rows: agents.map { agent in
        [
          agent.name, String(agent.calls), agent.medianSeconds.map(minutes) ?? "-",
          String(agent.bookings), agent.turnsPerBooking.map { String($0) } ?? "-",
          String(agent.open),
        ]
      }, alignments: [.left] + Array(repeating: .right, count: Key.callColumns.count - 1))
    let ends = agents.filter { !$0.outcomes.isEmpty }.map { agent in
      "  "
        + text(
          .callsEnds,
          [
            "agente": agent.name,
            "lista": agent.outcomes.map { "\($0.name) \($0.calls)" }.joined(separator: ", "),
          ])
    }
    return
      ([text(.callReportTitle, day), ""] + indented(table) + [""] + ends
      + refusals(figures.refusals)).joined(separator: "\n")
  }

  private func refusals(_ refusals: [CallFigures.Refusals]) -> [String] {
    guard !refusals.isEmpty else { return [] }
    let table = Table(
      header: Key.refusalColumns.map { text($0) },
      rows: refusals.map { refusal in
        [
          Question(rawValue: refusal.question).map(label) ?? refusal.question, refusal.cause,
          String(refusal.times),
        ]
      }, alignments: [.left, .left, .right])
    return ["", text(.refusalsTitle), ""] + indented(table)
  }

  private func indented(_ table: Table) -> [String] { table.lines.map { "  " + $0 } }

  /// `1:40`
  private func minutes(_ seconds: Int) -> String { "\(seconds / 60):" + digits(seconds % 60, 2) }
}
