package import Dialogue
package import Domain
package import Store
internal import Terminal

/// A conversation at a terminal that is held input by input: between two of them, and between a
/// request and its answer, whoever drives it can let others go on. For measurements and simulations.
package struct Sitting {
  private var runner: Runner<Screen>
  private let screen: Screen
  /// What was said last, and what is to be done next.
  package private(set) var step: Step
  /// Said since the last question.
  private var said: [Utterance] = []

  /// Begins a conversation as `program` holds it.
  package init(_ program: Program, with store: Store, seed: UInt64, now: Moment) {
    screen = Screen(now: now)
    runner = program.makeRunner(on: screen, store: store, seed: seed)
    step = runner.conversation.begin(at: now)
    store.beginConversation(now: now)
    present()
  }

  /// Takes an input; `step` asks for one.
  package mutating func hear(_ input: Input, at now: Moment) {
    screen.now = now
    step = runner.conversation.receive(input, at: now)
    present()
  }

  /// Has the store do what `step` requests, and hears its answer.
  package mutating func perform(at now: Moment) throws(StoreError) -> Response {
    guard case .perform(let request) = step.next else {
      preconditionFailure("nothing is requested of the store")
    }
    screen.now = now
    let response: Response
    do {
      response = try runner.perform(request)
    } catch {
      switch error {
      case .store(let error): throw error
      case .output: preconditionFailure("nothing is written while the store works")
      }
    }
    hear(.answer(response), at: now)
    return response
  }

  /// The text that has been shown since this was last asked.
  package func takeShown() -> String {
    defer { screen.shown = "" }
    return screen.shown
  }

  private mutating func present() {
    said += step.says
    if case .perform = step.next { return }
    _ = runner.presenter.present(said, on: screen)
    said = []
    switch step.next {
    case .ask(let ask):
      let options = runner.presenter.options(of: ask, isTerminal: true)
      screen.write(runner.presenter.question(ask, options, on: screen)(screen.width))
    case .finish(let outcome): runner.keepRecord(endingWith: outcome.status)
    case .perform: break
    }
  }

  /// Keeps what is shown; nobody reads lines from it.
  private final class Screen: Surface {
    var now: Moment
    var shown = ""
    let isTerminal = true
    let showsStatus = false
    let width = 80
    let wasInterrupted = false

    init(now: Moment) { self.now = now }

    func readLine(_ request: LineRequest) -> Console.Line { .endOfInput }
    func write(_ bytes: [UInt8]) { shown += String(decoding: bytes, as: UTF8.self) }
    func flush() {}
    func remember(_ line: String) {}
  }
}
