package import Domain

/// What is counted of a conversation while it lasts.
struct Tally: Hashable, Sendable {
  var began: Moment
  var turns = 0
  var refusals: [ConversationRecord.Refusal: Int] = [:]
  /// The goal that was pursued last.
  var goal: Goal?
  var lastQuestion = Question.menuOption
  /// What was done, before the conversation went on.
  var done: Outcome?
  var appointment: AppointmentCode?

  mutating func count(_ cause: String, of question: Question) {
    refusals[ConversationRecord.Refusal(question: question, cause: cause), default: 0] += 1
  }
}

extension Conversation {
  /// How it went, once it ends with `status`; nil when nothing is worth keeping: a citizen looked in
  /// and asked for nothing, or nobody typed anything.
  package func record(endingWith status: String) -> ConversationRecord? {
    guard tally.turns > 0, isAgent || tally.goal != nil else { return nil }
    return ConversationRecord(
      began: tally.began, outcome: (tally.done?.status ?? status), goal: tally.goal,
      lastQuestion: tally.lastQuestion, turns: tally.turns, refusals: tally.refusals,
      appointment: tally.appointment ?? progressRecord?.appointment.code,
      city: (answers.appointmentCity ?? facts.full?.city)?.code ?? answers.wish?.cityCode)
  }

  /// The appointment that was found and that the goal is about.
  private var progressRecord: AppointmentRecord? { goal == nil ? nil : progress.record }
}
