internal import Domain

/// The figures of a day's calls for another program: a line for each agent, then one for each cause
/// of refusals.
enum CallReport {
  static func json(of figures: CallFigures) -> String {
    let agents = figures.agents.map { agent in
      JSON.line {
        $0.member("tipo", "llamadas")
        $0.member("dia", figures.day.iso)
        $0.member("agente", agent.name)
        $0.member("llamadas", agent.calls)
        $0.member("mediana_segundos", orNull: agent.medianSeconds)
        $0.member("citas", agent.bookings)
        $0.member("lineas_por_cita", orNull: agent.turnsPerBooking)
        $0.member("sin_cerrar", agent.open)
        $0.member("resultados", arrayOf: agent.outcomes) { json, outcome in
          json.object {
            $0.member("estado", outcome.name)
            $0.member("llamadas", outcome.calls)
          }
        }
      }
    }
    let refusals = figures.refusals.map { refusal in
      JSON.line {
        $0.member("tipo", "rechazos")
        $0.member("dia", figures.day.iso)
        $0.member("campo", refusal.question)
        $0.member("motivo", refusal.cause)
        $0.member("veces", refusal.times)
      }
    }
    return (agents + refusals).joined()
  }
}
