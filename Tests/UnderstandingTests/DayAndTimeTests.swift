import Domain
import Testing

@testable import Understanding

@Suite struct DayAndTimeTests {
  @Test(arguments: [
    ("16", "valor 2021-09-16"), ("16/09", "valor 2021-09-16"), ("16-9", "valor 2021-09-16"),
    ("16.09.2021", "valor 2021-09-16"), ("16/09/21", "valor 2021-09-16"),
    ("2021-09-16", "valor 2021-09-16"), ("16 de septiembre", "valor 2021-09-16"),
    ("16 sep", "valor 2021-09-16"), ("el 16 de septiembre de 2021", "valor 2021-09-16"),
    ("dieciséis de septiembre", "valor 2021-09-16"), ("1 de octubre", "valor 2021-10-01"),
    ("primero de octubre", "valor 2021-10-01"), ("1º de octubre", "valor 2021-10-01"),
    ("hoy", "valor 2021-09-09"), ("mañana", "valor 2021-09-10"),
    ("pasado mañana", "valor 2021-09-11"), ("viernes", "valor 2021-09-10"),
    ("el miércoles", "valor 2021-09-15"),
    ("jueves", "ambiguo 2021-09-09|2021-09-16 dos_lecturas"),
    ("jueves 16 de septiembre", "valor 2021-09-16"), ("jueves 16", "valor 2021-09-16"),
    ("viernes 16", "ambiguo 2021-09-16|2021-09-10 dos_lecturas"),
    ("primera", "primera"), ("última", "ultima"), ("la que sea", "cualquiera"),
    ("ninguno", "ninguna"), ("3", "ambiguo 2021-09-03|2021-10-03 dos_lecturas"),
    ("5 de enero", "valor 2022-01-05"),
    ("20/12", "valor 2021-12-20"),
    ("31", "invalido fecha_imposible"), ("31/02", "invalido fecha_imposible"),
    ("29/02/2021", "invalido fecha_imposible"), ("09/16", "invalido fecha_imposible"),
    ("0", "invalido fecha_imposible"), ("2021", "invalido formato"),
    ("16/09/2021/1", "invalido formato"), ("la luna", "invalido formato"),
    ("septiembre", "rango 2021-09-09..2021-09-30"),
  ])
  func `a day is read from the ninth of September 2021`(row: Row) throws {
    #expect(written(interpret(row.line, as: .day, in: try context())) == row.reading)
  }

  @Test(arguments: [
    ("14:20", "valor 14:20"), ("14.20", "valor 14:20"), ("2:20 pm", "valor 14:20"),
    ("2:20 p. m.", "valor 14:20"), ("02:20:00 p. m.", "valor 14:20"), ("2 pm", "valor 14:00"),
    ("2pm", "valor 14:00"), ("14", "valor 14:00"), ("2:20", "valor 14:20"),
    ("14h20", "valor 14:20"), ("1420", "valor 14:20"), ("a las 2 y 20 de la tarde", "valor 14:20"),
    ("mediodía", "valor 12:00"), ("12 m.", "valor 12:00"), ("12m", "valor 12:00"),
    ("12:00:00 p. m.", "valor 12:00"), ("12 am", "valor 00:00"), ("8", "valor 08:00"),
    ("las once de la mañana", "valor 11:00"), ("7:20 p.m.", "valor 19:20"),
    ("primera", "primera"), ("ninguna", "ninguna"),
    ("25:00", "invalido formato"), ("14:75", "invalido formato"), ("14:20 am", "invalido formato"),
    ("tarde", "invalido formato"), ("-", "invalido formato"),
  ])
  func `a time is read by office hours`(row: Row) throws {
    #expect(written(interpret(row.line, as: .time, in: try context())) == row.reading)
  }

  @Test(arguments: [
    ("el viernes estreno casa", "ambiguo 2021-09-10 dos_lecturas"),
    ("el viernes, que estreno casa", "valor 2021-09-10"),
    ("el viernes porque estreno casa", "valor 2021-09-10"),
    ("el viernes estreno casa, entonces el lunes", "valor 2021-09-13"),
    ("estreno 16 casas", "invalido formato"), ("cualquiera de la luna", "invalido formato"),
    ("la otra semana estreno casa", "invalido formato"),
  ])
  func `strange words make a question of a day, unless they are its reason`(row: Row) throws {
    #expect(written(interpret(row.line, as: .day, in: try context())) == row.reading)
  }

  @Test(arguments: [
    ("cumplo años el 28, regáleme ese", "valor 2021-09-28"),
    ("mi hija cumple años el 28", "ambiguo 2021-09-28 dos_lecturas"),
    ("me operan el 28, ese no", "ambiguo 2021-09-09..2021-09-30 menos 2021-09-28..2021-09-28"),
    ("la segunda dosis me la aplican el 14, déjeme el 15", "valor 2021-09-15"),
    ("que sea el 16; el 8 se perdió la cédula en el bus", "valor 2021-09-16"),
    ("el 16, el 18 dijeron", "ambiguo 2021-09-16|2021-09-18 dos_lecturas"),
    ("el 15, aunque el 16 llega mi hermana", "ambiguo 2021-09-15 dos_lecturas"),
    ("se casa mi hija el 15, o el 16", "ambiguo 2021-09-15|2021-09-16 dos_lecturas"),
    ("se casa mi hija el 15 o el 16, el 17", "valor 2021-09-17"),
    ("el 15 no puedo y el 16 también estudio, el 17", "valor 2021-09-17"),
    ("el viernes, si mi patrón me deja", "ambiguo 2021-09-10 dos_lecturas"),
    ("el 21 para lo de la sucursal", "valor 2021-09-21"),
    ("el lunes para cancelar la cita", "ambiguo 2021-09-13 dos_lecturas"),
    ("póngame el 28 que estreno casa", "valor 2021-09-28"),
    ("el 24, antes de la marcha", "valor 2021-09-24"),
    ("el martes después de la cirugía", "ambiguo 2021-09-14 dos_lecturas"),
    ("el 15, yo ese día no pesco", "valor 2021-09-15"),
    ("el 15, no Bogotá", "ambiguo 2021-09-15 dos_lecturas"),
    ("me pagan el 15 póngame el 17", "valor 2021-09-17"),
    ("la primera fecha de octubre", "rango 2021-10-01..2021-10-31"),
    ("cobro el subsidio el 24, ese viernes", "valor 2021-09-24"),
    ("cobro el subsidio el 24, ese jueves", "ambiguo 2021-09-24|2021-09-16 dos_lecturas"),
    ("y si el 14 no hay, el 15", "ambiguo 2021-09-14|2021-09-15 dos_lecturas"),
    ("si el lunes es festivo, entonces el martes", "ambiguo 2021-09-14 dos_lecturas"),
    ("lunes no puedo martes tampoco miércoles sí", "valor 2021-09-15"),
    ("que el 16 no, que el 17", "valor 2021-09-17"),
  ])
  func `what is told of other days or for a reason is no wish beside one`(row: Row) throws {
    #expect(written(interpret(row.line, as: .day, in: try context())) == row.reading)
  }

  @Test(arguments: [
    ("8 días después del 14", "ambiguo 2021-09-21|2021-09-22 dos_lecturas"),
    ("quince días contados desde hoy", "ambiguo 2021-09-23|2021-09-24 dos_lecturas"),
    ("pasada una semana", "valor 2021-09-16"), ("dentro de 48 horas", "valor 2021-09-11"),
    ("24 horas después de mañana", "valor 2021-09-11"), ("16-IX-2021", "valor 2021-09-16"),
    ("dos mil veintiuno, cero nueve, veintiocho", "valor 2021-09-28"),
    ("30 sep 2021", "valor 2021-09-30"),
    ("entre el 20 y el 24, ojalá el 22", "valor 2021-09-22"),
    ("el día que me caiga la quincena", "invalido formato"),
    ("después de que llegue mi hijo, el 20", "valor 2021-09-20"),
    ("al tercer día hábil contado desde mañana", "ambiguo 2021-09-14|2021-09-15 dos_lecturas"),
    ("dos días antes de fin de mes", "valor 2021-09-28"),
    ("a los tres días de la quincena", "invalido formato"),
    ("ahorita en octubre", "rango 2021-10-01..2021-10-31"),
    ("tengo plazo hasta el 30", "rango 2021-09-09..2021-09-30"),
    ("el 16 o el que sigue", "ambiguo 2021-09-16 dos_lecturas"),
    ("del 20 a fin de mes", "rango 2021-09-20..2021-09-30"),
    ("el 20 a fin de mes", "invalido formato"), ("el 28 a finales de mes", "valor 2021-09-28"),
    ("el primer día después del puente", "valor 2021-10-19"),
    ("un poquito después del 20", "rango 2021-09-21..2021-09-30"),
  ])
  func `a distance or a date is read however it is said`(row: Row) throws {
    #expect(written(interpret(row.line, as: .day, in: try context())) == row.reading)
  }

  @Test func `a condition that the day does not meet is asked back`() throws {
    var context = try context()
    context.now = try #require(Moment(iso: "2021-10-15T10:00"))
    #expect(
      written(interpret("el lunes, siempre y cuando no sea festivo", as: .day, in: context))
        == "ambiguo 2021-10-18 dos_lecturas")
  }

  @Test(arguments: [
    ("nueve y media menos diez", "valor 09:20"), ("tengo 3 hijos, a las 9", "valor 09:00"),
    ("vivo en la calle 10 con carrera 3; a las 11", "valor 11:00"),
    ("cuando salga de misa de diez", "invalido formato"),
    ("las 3 p. m. pero de España", "ambiguo 15:00 dos_lecturas"),
    ("el noticiero es a la una; pongámosle a las 3 y 40", "valor 15:40"),
    ("el turno de las 2", "valor 14:00"), ("mi hijo llega a las 3, a esa hora", "valor 15:00"),
    ("después de las 10 que hay señal", "rango 10:20..16:20"),
    ("en la mañana, después de las 9", "rango 09:20..12:00"),
    ("en la tarde, antes de las 4", "rango 14:00..15:59"),
    ("6 a. m. antes de zarpar", "valor 06:00"),
  ])
  func `an hour of something else is none`(row: Row) throws {
    let starts = [480...720, 840...980].flatMap { range in
      stride(from: range.lowerBound, through: range.upperBound, by: 20).map {
        TimeOfDay(minutes: $0)
      }
    }
    let context = try context { $0.times = starts }
    #expect(written(interpret(row.line, as: .time, in: context)) == row.reading)
  }

  @Test(arguments: [
    ("el 17 no, el 18 sí", "valor 2021-09-18"),
    ("no puedo el 17", "ambiguo 2021-09-09..2021-09-30 menos 2021-09-17..2021-09-17"),
    ("el 17, no, el 18", "valor 2021-09-18"),
    ("el 17, no el 18", "ambiguo 2021-09-17|2021-09-18 dos_lecturas"),
    ("el 17 y no el 18", "valor 2021-09-17"), ("el viernes, ¿no?", "valor 2021-09-10"),
    (
      "el viernes, no",
      "ambiguo 2021-09-09..2021-09-30 menos 2021-09-10..2021-09-10|2021-09-17..2021-09-17"
        + "|2021-09-24..2021-09-24"
    ),
    ("este viernes no, el otro", "valor 2021-09-17"),
    ("el viernes, no este sino el otro", "valor 2021-09-17"),
    ("la otra semana menos el lunes", "rango 2021-09-14..2021-09-19"),
    (
      "cualquier día menos el lunes",
      "ambiguo 2021-09-09..2021-09-30 menos 2021-09-13..2021-09-13|2021-09-20..2021-09-20"
        + "|2021-09-27..2021-09-27"
    ),
    (
      "ni hoy ni mañana",
      "ambiguo 2021-09-09..2021-09-30 menos 2021-09-09..2021-09-09|2021-09-10..2021-09-10"
    ),
    (
      "hoy no, que es festivo", "ambiguo 2021-09-09..2021-09-30 menos 2021-09-09..2021-09-09"
    ),
    (
      "del 13 al 17 menos el 15",
      "ambiguo 2021-09-13..2021-09-17 menos 2021-09-15..2021-09-15"
    ),
    ("ningún día de este mes", "ninguna"), ("este mes no puedo", "ninguna"),
    ("jueves no viernes", "ambiguo 2021-09-09|2021-09-16|2021-09-10 dos_lecturas"),
  ])
  func `what is denied or excepted is not taken`(row: Row) throws {
    #expect(written(interpret(row.line, as: .day, in: try context())) == row.reading)
  }

  @Test func `the starts of the day settle morning and afternoon`() throws {
    let starts = ["06:20", "18:20", "20:40"].compactMap { TimeOfDay(iso: $0) }
    let context = try context { $0.times = starts }
    #expect(written(interpret("8:40", as: .time, in: context)) == "valor 20:40")
    #expect(
      written(interpret("6:20", as: .time, in: context)) == "ambiguo 06:20|18:20 dos_lecturas")
    #expect(written(interpret("18:20", as: .time, in: context)) == "valor 18:20")
  }
}
