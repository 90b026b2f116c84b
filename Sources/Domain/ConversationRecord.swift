/// What is kept of a conversation once it is over: how it went, never what was answered.
package struct ConversationRecord: Hashable, Sendable {
  /// Why answers to a question were not taken.
  package struct Refusal: Hashable, Sendable {
    package let question: Question
    /// The cause's name in the contract; `fuera_de_alcance` of what is attended elsewhere.
    package let cause: String

    package init(question: Question, cause: String) {
      self.question = question
      self.cause = cause
    }
  }

  package let began: Moment
  /// `estado` of the contract.
  package let outcome: String
  package let goal: Goal?
  /// The question that was asked last.
  package let lastQuestion: Question
  /// Lines that were typed.
  package let turns: Int
  /// How often each.
  package let refusals: [Refusal: Int]
  /// The appointment that it was about, as far as there is one.
  package let appointment: AppointmentCode?
  /// The code of the city whose office was chosen, if one was.
  package let city: String?

  package init(
    began: Moment, outcome: String, goal: Goal?, lastQuestion: Question, turns: Int,
    refusals: [Refusal: Int], appointment: AppointmentCode?, city: String?
  ) {
    self.began = began
    self.outcome = outcome
    self.goal = goal
    self.lastQuestion = lastQuestion
    self.turns = turns
    self.refusals = refusals
    self.appointment = appointment
    self.city = city
  }
}

/// Characters of the longest note.
package let noteLengthMax = 200
