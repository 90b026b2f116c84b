internal import Domain
internal import Driver
internal import Glibc
internal import Proof
internal import Store
internal import Yardstick

/// A process of its own that does one thing, once it is told to: several begin together.
///
///     worker book STORE FIRST COUNT          books for those callers through the conversation
///     worker record STORE FIRST COUNT FILE   the same, and keeps the statements
///     worker replay STORE FILE               the kept statements in a loop of C
///     worker peak PROGRAM WORD...            the memory that a program takes, in bytes
enum Worker {
  static func run(_ words: [String]) throws {
    // As the program is installed; the loop in C with it.
    Store.useOneThread()
    var words = words[...]
    switch words.popFirst() {
    case "book":
      let (store, callers) = try callers(words)
      let program = try Program(Caller.words + ["--json"])
      try whenTold { for caller in callers { try caller.book(with: program, in: store) } }
    case "record":
      let (path, file) = (words.first ?? "", words.last ?? "")
      let (_, callers) = try callers(words)
      yardstick_record()
      let store = open(path)
      let program = try Program(Caller.words + ["--json"])
      for caller in callers { try caller.book(with: program, in: store) }
      guard yardstick_save(file) else { throw Failure("cannot write \(file)") }
    case "replay":
      guard words.count == 2, let path = words.first, let file = words.last,
        let yardstick = yardstick_open(path, file)
      else { throw Failure("nothing to replay") }
      defer { yardstick_close(yardstick) }
      try whenTold {
        guard yardstick_replay(yardstick) else {
          throw Failure("the yardstick: \(String(cString: yardstick_message(yardstick)))")
        }
      }
    case "peak":
      let result = withArguments(Array(words)) { yardstick_run($0, "/dev/null", "/dev/null") }
      print(result.peak_bytes)
    default: throw Failure("an unknown worker")
    }
  }

  private static func open(_ path: String) -> Store {
    Store(.file(path), actor: Actor(channel: .json, agent: "Ana"))
  }

  private static func callers(_ words: ArraySlice<String>) throws -> (Store, [Caller]) {
    let words = Array(words)
    guard words.count >= 3, let first = Int(words[1]), let count = Int(words[2]) else {
      throw Failure("which callers?")
    }
    // Read through another connection, which closes again.
    return (open(words[0]), Array(try Caller.all(in: open(words[0]))[first..<first + count]))
  }

  /// Says that it is ready, waits for a line, runs `body`, and says so.
  private static func whenTold(_ body: () throws -> Void) throws {
    print("ready")
    fflush(nil)
    _ = readLine()
    try body()
    print("done")
    fflush(nil)
  }
}

/// Workers that begin together.
struct Crew {
  private var members:
    [(process: Int32, input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)] = []

  init(_ bench: Bench, _ tasks: [[String]]) throws {
    for task in tasks {
      var (input, output): (Int32, Int32) = (-1, -1)
      let process = withArguments([bench.itself, "worker"] + task) {
        yardstick_start($0, &input, &output)
      }
      guard process > 0, let writing = fdopen(input, "w"), let reading = fdopen(output, "r") else {
        throw Failure("a worker does not start")
      }
      members.append((process, writing, reading))
    }
  }

  /// Seconds from the begin of all until the end of the last.
  func run() throws -> Double {
    for member in members { try expect("ready", from: member.output) }
    let start = nanoseconds()
    for member in members {
      fputs("go\n", member.input)
      fflush(member.input)
    }
    for member in members { try expect("done", from: member.output) }
    let seconds = Double(nanoseconds() - start) / 1e9
    for member in members {
      fclose(member.input)
      fclose(member.output)
      guard yardstick_wait(member.process) == 0 else { throw Failure("a worker failed") }
    }
    return seconds
  }

  private func expect(_ word: String, from output: UnsafeMutablePointer<FILE>) throws {
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, 64, output) != nil, strcmp(line, word + "\n") == 0 else {
      throw Failure("a worker is not \(word)")
    }
  }
}
