import Domain
import Testing

@testable import Dialogue

/// The whole machine, walked.
@Suite struct WalkTests {
  @Test(arguments: [false, true])
  func `every state reaches an end, the exit and a correction, and no input is unanswered`(
    isAgent: Bool
  ) {
    let walk = Walk(isAgent: isAgent)
    for fault in walk.faults.prefix(20) { Issue.record("\(fault)") }

    let states = Set(walk.places.keys)
    #expect(states.count < Walk.statesMax)
    let unfinished = states.filter { if case .finished = $0.phase { false } else { true } }
    let stuck = [
      walk.reaching { $0.phase == .finished(.booked) },
      walk.reaching { $0.phase == .finished(.left) },
      walk.reaching {
        if case .asking(_, _, _, isCorrection: true) = $0.phase { true } else { false }
      },
    ].map { unfinished.subtracting($0) }
    // Whoever refuses the authorisation, or is leaving, has nothing to put right any more.
    for states in stuck {
      for state in states where !state.isEnding { Issue.record("\(walk.path(to: state))") }
    }

    var questions = Set(Question.allCases)
    if isAgent { questions.subtract([.verification]) }
    #expect(walk.questions == questions)
    #expect(walk.orders.count >= 16 + Typed.corrections.count)
    #expect(walk.purposes.count >= 30, "\(walk.purposes.sorted())")
    #expect(states.count > 1_000)
    print(
      "\(isAgent ? "agent" : "citizen"): \(states.count) states, \(walk.transitions) transitions, "
        + "\(stuck.map { $0.filter { !$0.isEnding }.count }.max() ?? 0) stuck")
  }
}

extension Walk.State {
  /// The store only has to hear of it before the conversation ends.
  fileprivate var isEnding: Bool {
    switch phase {
    case .waiting("no consent", _), .waiting("release to leave", _),
      .waiting("release in silence", _):
      true
    default: false
    }
  }
}
