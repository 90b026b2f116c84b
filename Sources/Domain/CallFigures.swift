/// How the calls of a day went.
package struct CallFigures: Hashable, Sendable {
  /// A call as it is counted.
  package struct Call: Hashable, Sendable {
    package let agent: String
    /// From its beginning to its end; nil when it has none.
    package let seconds: Int?
    /// Nil when it goes on, or was broken off.
    package let outcome: String?
    /// Lines that were typed.
    package let turns: Int

    package init(agent: String, seconds: Int?, outcome: String?, turns: Int) {
      self.agent = agent
      self.seconds = seconds
      self.outcome = outcome
      self.turns = turns
    }
  }

  /// How often answers to a question were not taken for that cause.
  package struct Refusals: Hashable, Sendable {
    package let question: String
    package let cause: String
    package let times: Int

    package init(question: String, cause: String, times: Int) {
      self.question = question
      self.cause = cause
      self.times = times
    }
  }

  package let day: Day
  /// By agent, in the order in which they began.
  package let calls: [Call]
  /// By question, the most frequent first.
  package let refusals: [Refusals]

  package init(day: Day, calls: [Call], refusals: [Refusals]) {
    self.day = day
    self.calls = calls
    self.refusals = refusals
  }

  /// What is told of an agent.
  package struct Agent: Hashable, Sendable {
    package let name: String
    package let calls: Int
    /// Of the calls that ended; nil when none has.
    package let medianSeconds: Int?
    /// By outcome, the most frequent first.
    package let outcomes: [Outcome]
    /// Begun, without an end.
    package let open: Int
    package let bookings: Int
    /// Of the calls that ended with one; nil when none has.
    package let turnsPerBooking: Int?
  }

  /// How many calls ended so.
  package struct Outcome: Hashable, Sendable {
    package let name: String
    package let calls: Int
  }

  /// Agent by agent, by name.
  package var agents: [Agent] {
    Dictionary(grouping: calls, by: \.agent).sorted { $0.key < $1.key }.map { name, calls in
      let booked = calls.filter { $0.outcome == Self.booked }
      let outcomes = Dictionary(grouping: calls.compactMap(\.outcome), by: { $0 })
        .mapValues(\.count).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return Agent(
        name: name, calls: calls.count, medianSeconds: Self.median(calls.compactMap(\.seconds)),
        outcomes: outcomes.map { Outcome(name: $0.key, calls: $0.value) },
        open: calls.count { $0.outcome == nil }, bookings: booked.count,
        turnsPerBooking: Self.median(booked.map(\.turns)))
    }
  }

  /// The outcome that is a booking, `estado` in the contract.
  private static let booked = "agendada"

  /// The middle value, the lower of two; nil of none.
  private static func median(_ values: [Int]) -> Int? {
    values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
  }
}
