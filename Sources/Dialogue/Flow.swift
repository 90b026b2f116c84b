package import Domain

/// The way to a goal, as data: what is asked, and what is asked of the store, in order. The
/// conversation follows it, the map draws it.
package struct Flow: Hashable, Sendable {
  package enum Item: Hashable, Sendable {
    case ask(Question, when: Condition)
    /// What the store knows of the document: an active appointment, data of an earlier time.
    case checkDocument
    /// That the second datum goes with the document's earlier data.
    case prove
    /// The appointment, or the document's appointments.
    case lookUp
    /// The place of the slot that was chosen.
    case hold(when: Condition)
    /// The change of contact data.
    case update
    /// The goal is reached: what was found is shown.
    case show
  }

  /// When a question belongs to the way.
  package enum Condition: String, CaseIterable, Hashable, Sendable {
    case always
    case juridica
    /// The agent is the human.
    case citizen
    /// There are data of an earlier time that this person may see.
    case knownData
    /// There are, and this person has yet to prove whose they are.
    case unprovenData
    case withoutCode
    case changesTime
    case changesLandline
    case changesMobile
    case changesEmail
    case changesAddress
    case changesCity
  }

  package let goal: Goal
  package let items: [Item]

  package static func to(_ goal: Goal) -> Flow {
    switch goal {
    case .book: book
    case .consult: consult
    case .manage: manage
    case .cancel: cancel
    case .modify: modify
    case .resume: resume
    }
  }

  /// The questions of the way, whether they apply or not.
  package var questions: [Question] {
    items.compactMap { if case .ask(let question, _) = $0 { question } else { nil } }
  }

  private static let book = Flow(
    goal: .book,
    items: [
      .ask(.motive, when: .always),
      .ask(.consent, when: .always),
      .ask(.personType, when: .always),
      .ask(.documentType, when: .always),
      .ask(.documentNumber, when: .always),
      .checkDocument,
      .ask(.secondDatum, when: .unprovenData),
      .prove,
      .ask(.knownData, when: .knownData),
      .ask(.businessName, when: .juridica),
      .ask(.givenNames, when: .always),
      .ask(.surnames, when: .always),
      .ask(.landline, when: .always),
      .ask(.mobile, when: .always),
      .ask(.email, when: .always),
      .ask(.address, when: .always),
      .ask(.department, when: .always),
      .ask(.city, when: .always),
      .ask(.verification, when: .citizen),
      .ask(.appointmentCity, when: .always),
      .ask(.pointOfContact, when: .always),
      .ask(.day, when: .always),
      .ask(.time, when: .always),
      .hold(when: .always),
      .ask(.acceptance, when: .always),
    ])

  private static let consult = Flow(
    goal: .consult,
    items: [
      .ask(.code, when: .always),
      .ask(.documentType, when: .withoutCode),
      .ask(.documentNumber, when: .withoutCode),
      .ask(.secondDatum, when: .withoutCode),
      .lookUp,
      .show,
    ])

  private static let manage = Flow(goal: .manage, items: [.ask(.handling, when: .always)])

  private static let cancel = Flow(
    goal: .cancel,
    items: [
      .ask(.code, when: .always),
      .ask(.documentType, when: .always),
      .ask(.documentNumber, when: .always),
      .lookUp,
      .ask(.cancellation, when: .always),
    ])

  private static let modify = Flow(
    goal: .modify,
    items: [
      .ask(.code, when: .always),
      .ask(.documentType, when: .always),
      .ask(.documentNumber, when: .always),
      .lookUp,
      .ask(.change, when: .always),
      .ask(.landline, when: .changesLandline),
      .ask(.mobile, when: .changesMobile),
      .ask(.email, when: .changesEmail),
      .ask(.address, when: .changesAddress),
      .ask(.department, when: .changesCity),
      .ask(.city, when: .changesCity),
      .update,
      .ask(.day, when: .changesTime),
      .ask(.time, when: .changesTime),
      .hold(when: .changesTime),
      .ask(.acceptance, when: .changesTime),
    ])

  private static let resume = Flow(
    goal: .resume,
    items: [
      .ask(.documentType, when: .always),
      .ask(.documentNumber, when: .always),
      .ask(.secondDatum, when: .always),
      .lookUp,
    ])
}
