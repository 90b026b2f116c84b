import Domain
import Testing

@testable import Understanding

/// Lines that are understood by what the conversation has come from.
@Suite struct BesideTheQuestionTests {
  @Test(arguments: ["sí", "si", "ok", "claro", "sí, sí", "bueno", "listo"])
  func `a bare yes picks none of several`(line: String) {
    #expect(isBareYes(line, at: .acceptance))
    #expect(isBareYes(line, at: .cancellation))
  }

  @Test(arguments: ["aceptar", "acepto", "sí, acepto", "1", "no", "no sé", "la primera"])
  func `what names an option, or denies, is no bare yes`(line: String) {
    #expect(!isBareYes(line, at: .acceptance))
  }

  @Test(arguments: ["aceptar", "acepto", "sí, acepto", "ok", "sí", "listo"])
  func `words of the acceptance are no datum`(line: String) {
    #expect(acceptanceCommand(line, takesYes: true) == .accept)
  }

  @Test(arguments: ["más tiempo", "necesito más tiempo", "deme más tiempo"])
  func `so is the wish for more time`(line: String) {
    #expect(acceptanceCommand(line, takesYes: false) == .moreTime)
  }

  @Test(arguments: [
    "Juana", "Clara", "Justo", "agendar una cita", "cancelar", "calle 26 # 68c-61", "¿acepto?",
    "no",
    "3001234567", "",
  ])
  func `a datum and any other order is none of its words`(line: String) {
    #expect(acceptanceCommand(line, takesYes: true) == nil)
  }

  @Test(arguments: ["no, esa no", "no me sirve", "no puedo", "esa no"])
  func `a no may be to the hour`(line: String) {
    #expect(refusesHour(line))
  }

  @Test(arguments: ["no", "no quiero", "no acepto", "cancelar", "cancele esa"])
  func `or to all of it`(line: String) {
    #expect(!refusesHour(line))
  }

  @Test(arguments: [
    ("52345678", true), ("52.345.678", true), ("900123456-8", true), ("13", false),
    ("cc 52345678", false), ("", false),
  ])
  func `a long number is picked from no list`(line: String, isLong: Bool) {
    #expect(isOnlyLongNumber(line) == isLong)
  }

  @Test(arguments: [
    (PersonType.natural, "900123456-8", true), (.natural, "800197268-4", true),
    (.natural, "52123456-2", false), (.juridica, "900123456-8", false),
  ])
  func `a company's number for a person is asked back`(
    person: PersonType, number: String, isAskedBack: Bool
  ) {
    let context = Context(
      now: Moment(secondsSinceEpoch: 0), personType: person, documentType: .nit)
    let reading = interpret(number, as: .documentNumber, in: context)
    switch reading {
    case .confirm(_, .companyNumber): #expect(isAskedBack)
    case .value: #expect(!isAskedBack)
    default: Issue.record("\(number): \(reading)")
    }
  }
}
