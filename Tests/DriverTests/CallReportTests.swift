import Domain
import Testing

@testable import Driver
@testable import Wording

/// The figures of a day's calls as they are shown.
struct CallReportTests {
  static let day = Rehearsal.defaultStart.day

  static let figures = CallFigures(
    day: day,
    calls: [
      .init(agent: "Luis", seconds: 30, outcome: "salida", turns: 2),
      .init(agent: "Ana", seconds: 215, outcome: "agendada", turns: 9),
      .init(agent: "Ana", seconds: 95, outcome: "agendada", turns: 7),
      .init(agent: "Ana", seconds: 600, outcome: "incompleta", turns: 4),
      .init(agent: "Ana", seconds: nil, outcome: nil, turns: 0),
    ],
    refusals: [
      .init(question: "correo", cause: "formato.sin_arroba", times: 3),
      .init(question: "fecha", cause: "lleno", times: 1),
    ])

  private let speaker = Speaker(.builtIn(), isAgent: false)

  private static func shown(_ report: [Spoken], width: Int) -> String {
    Page(width: width).pieces(of: report).map { String($0.text.dropLast()) }.joined(separator: "\n")
  }

  @Test func `tables tell of the agents, of how calls ended and of the fields`() {
    #expect(
      Self.shown(speaker.report(of: Self.figures), width: 80) == """

        Llamadas del viernes 10 de septiembre de 2021
          Agente   Llamadas   Mediana   Citas   Líneas por cita   Sin cerrar
          ------   --------   -------   -----   ---------------   ----------
          Ana             4      3:35       2                 7            1
          Luis            1      0:30       0                 -            0

        Cómo terminaron
          Agente   Final        Llamadas
          ------   ----------   --------
          Ana      agendada            2
          Ana      incompleta          1
          Luis     salida              1

        Respuestas que no se tomaron
          Dato     Motivo               Veces
          ------   ------------------   -----
          Correo   formato.sin_arroba       3
          Día      lleno                    1
        """)
  }

  @Test func `a program gets the same rows, with the day, and no text for what there is not`() {
    let report = speaker.report(of: Self.figures)
    let tables = report.compactMap { spoken -> (String, [String], [[Spoken.Cell]])? in
      guard case .table(let key, let columns, let rows, _) = spoken else { return nil }
      return (key, columns, rows)
    }
    #expect(tables.map(\.0) == ["llamadas", "llamadas_finales", "rechazos"])
    #expect(
      tables[0].1 == [
        "fecha", "agente", "llamadas", "mediana_segundos", "citas", "lineas_por_cita",
        "sin_cerrar",
      ])
    #expect(
      tables[0].2[1] == [
        .text("2021-09-10"), .text("Luis"), .number(1), .number(30), .number(0), .none, .number(0),
      ])
    #expect(
      tables[2].2[0] == [
        .text("2021-09-10"), .text("correo"), .text("formato.sin_arroba"), .number(3),
      ])
  }

  @Test func `a day without calls says so`() {
    let none = CallFigures(day: Self.day, calls: [], refusals: [])
    #expect(
      speaker.report(of: none).map(\.text)
        == ["No hay llamadas del viernes 10 de septiembre de 2021."])
  }
}
