internal import Glibc
internal import Proof
internal import SQLite
internal import Store
internal import Terminal

/// Weeks of an office in virtual time, held against a model after each step; and a crowd of processes
/// with the clock running.
@main
enum Simulation {
  static let usage = """
    Simulation [--seed N] [--weeks N | --days N] [OPTION...]
    Simulation crowd [--processes N] [--seconds N] [--in FOLDER]

      --seeds N      so many seeds, from that one on
      --visits N     citizens and callers a day
      --until STEP   ends there
      --log FILE     what happened, a line a step; «-» is the standard output
      --shrink       after a failure, leaves out who is not needed for it
      --only N,N     only these visits, waiters and chores, as «--shrink» names them
      --in FOLDER    where the store is made

    The exit status is 0 when all was as it should be, 1 when not, 64 after a wrong option.

    """

  static func main() {
    Store.useOneThread()
    var words = Array(CommandLine.arguments.dropFirst())[...]
    do {
      switch words.first {
      case "crowd": exit(try Crowd.run(Array(words.dropFirst())) ? 0 : 1)
      case "caller": exit(try Crowd.call(Array(words.dropFirst())))
      default: break
      }
      var options = Options()
      var (seeds, shrinks) = (1, false)
      var file: UnsafeMutablePointer<FILE>?
      while let word = words.popFirst() {
        switch (word, words.first.flatMap { Int($0) }) {
        case ("--shrink", _): shrinks = true
        case ("--seed", let number?): options.seed = UInt64(clamping: number)
        case ("--seeds", let number?): seeds = number
        case ("--weeks", let number?): options.days = number * 7
        case ("--days", let number?): options.days = number
        case ("--visits", let number?): options.visitsPerDay = number
        case ("--until", let number?): options.until = number
        case ("--only", _):
          options.only = Set((words.first ?? "").split(separator: ",").compactMap { Int($0) })
        case ("--in", _): options.folder = words.first ?? options.folder
        case ("--log", _):
          file = words.first == "-" ? fdopen(1, "w") : fopen(words.first ?? "", "w")
          guard file != nil else { throw Failure("cannot write \(words.first ?? "")") }
        default:
          writeError(usage)
          exit(64)
        }
        if word != "--shrink" { words.removeFirst() }
      }
      // A crash loses no line.
      if let file { setvbuf(file, nil, _IOLBF, 0) }
      if let file { options.log = { fputs($0 + "\n", file) } }
      for seed in options.seed..<options.seed + UInt64(max(1, seeds)) {
        options.seed = seed
        guard try run(options, shrinks: shrinks) else { exit(1) }
      }
      exit(0)
    } catch {
      writeError("Simulation: \(error)\n")
      exit(70)
    }
  }

  /// Whether all was as it should be.
  private static func run(_ options: Options, shrinks: Bool) throws -> Bool {
    nameStepWhenItEnds(seed: options.seed)
    let (tally, failure) = try simulate(options)
    guard let failure else {
      print(
        "seed \(options.seed): \(tally.steps) steps, \(tally.conversations) conversations, "
          + tally.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
          .joined(separator: ", ") + "; log " + String(tally.digest, radix: 16))
      return true
    }
    print(failure.description)
    if shrinks { print(try shrink(options, failure)) }
    return false
  }

  struct Fault: CustomStringConvertible {
    let options: Options
    let step: Int
    let difference: String
    let lately: [String]

    var replay: String {
      let only = options.only.map {
        " --only " + $0.sorted().map { String($0) }.joined(separator: ",")
      }
      return "Simulation --seed \(options.seed) --days \(options.days) "
        + "--visits \(options.visitsPerDay) --until \(step)" + (only ?? "")
    }

    var description: String {
      lately.joined(separator: "\n")
        + "\nseed \(options.seed), step \(step): \(difference)\nreplay: \(replay) --log -"
    }

    /// What went wrong, without its numbers.
    var kind: String { difference.filter { !$0.isNumber }.prefix(24).description }
  }

  /// Runs it on a store of its own.
  static func simulate(_ options: Options) throws -> (Tally, Fault?) {
    try inFolder(of: options.folder) { path in
      let world = try World(options, path: path)
      do {
        try world.run()
        return (world.tally, nil)
      } catch {
        let fault = Fault(
          options: options, step: world.tally.steps, difference: "\(error)", lately: world.lately)
        return (world.tally, fault)
      }
    }
  }

  /// Lends the path of a store that is gone afterwards, in a folder of its own.
  static func inFolder<Result>(
    of parent: String, _ body: (_ path: String) throws -> Result
  ) throws -> Result {
    let folder = try makeFolder("citas-simulation", in: parent)
    defer { removeFolder(folder) }
    return try body(folder + "/citas.db")
  }

  /// The failure with as few visits and chores as still lead to one of its kind.
  private static func shrink(_ options: Options, _ failure: Fault) throws -> Fault {
    var options = options
    var smallest = failure
    var kept = Array(1...options.days * (options.visitsPerDay + options.waitersPerDay + 60))
    var size = kept.count / 2
    while size >= 1 {
      var first = 0
      while first < kept.count {
        let fewer = Array(kept[..<first] + kept[min(kept.count, first + size)...])
        options.only = Set(fewer)
        options.until = failure.step + 1
        if let fault = try simulate(options).1, fault.kind == failure.kind {
          kept = fewer
          smallest = fault
        } else {
          first += size
        }
      }
      size /= 2
    }
    return smallest
  }
}

private nonisolated(unsafe) var runningSeed: UInt64 = 0

private func nameStepWhenItEnds(seed: UInt64) {
  runningSeed = seed
  for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE] {
    signal(number) { number in
      // Nothing may be allocated here.
      var text = [CChar](repeating: 0, count: 96)
      let length = withVaList([runningSeed, runningStep]) {
        vsnprintf(&text, 96, "\ncrash with the seed %lu in the step %ld\n", $0)
      }
      write(2, text, Int(length))
      signal(number, SIG_DFL)
      raise(number)
    }
  }
}
