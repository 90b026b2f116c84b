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

  @Test func `a table tells of the agents, another of the fields`() {
    #expect(
      Speaker(.builtIn(), isAgent: false).words(for: Self.figures) == """
        Llamadas del viernes 10 de septiembre de 2021

          Agente   Llamadas   Mediana   Citas   Líneas por cita   Sin cerrar
          ------   --------   -------   -----   ---------------   ----------
          Ana             4      3:35       2                 7            1
          Luis            1      0:30       0                 -            0

          Ana: agendada 2, incompleta 1.
          Luis: salida 1.

        Respuestas que no se tomaron

          Dato     Motivo               Veces
          ------   ------------------   -----
          Correo   formato.sin_arroba       3
          Día      lleno                    1
        """)
  }

  @Test func `a program gets a line for each agent and each cause`() {
    #expect(
      CallReport.json(of: Self.figures) == #"""
        {"tipo":"llamadas","dia":"2021-09-10","agente":"Ana","llamadas":4,"mediana_segundos":215,"citas":2,"lineas_por_cita":7,"sin_cerrar":1,"resultados":[{"estado":"agendada","llamadas":2},{"estado":"incompleta","llamadas":1}]}
        {"tipo":"llamadas","dia":"2021-09-10","agente":"Luis","llamadas":1,"mediana_segundos":30,"citas":0,"lineas_por_cita":null,"sin_cerrar":0,"resultados":[{"estado":"salida","llamadas":1}]}
        {"tipo":"rechazos","dia":"2021-09-10","campo":"correo","motivo":"formato.sin_arroba","veces":3}
        {"tipo":"rechazos","dia":"2021-09-10","campo":"fecha","motivo":"lleno","veces":1}

        """#)
  }

  @Test func `a day without calls says so`() {
    let none = CallFigures(day: Self.day, calls: [], refusals: [])
    #expect(
      Speaker(.builtIn(), isAgent: false).words(for: none)
        == "No hay llamadas del viernes 10 de septiembre de 2021.")
    #expect(CallReport.json(of: none).isEmpty)
  }
}
