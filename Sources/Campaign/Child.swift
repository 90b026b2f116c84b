internal import Driver
internal import Faults
internal import Glibc
internal import Proof
internal import Terminal
internal import Yardstick

/// The program in a process of its own, as from its command line, on a disk that fails as it is told:
///
///     child REPORT KIND CLASSES AT STAYS LIES SEED WORD…
///
/// Its standard error goes to `REPORT.errors`; when it ends by itself, `REPORT` tells how many calls
/// of each class it made, and whether the fault came.
enum Child {
  static func run(_ words: [String]) -> Int32 {
    guard words.count >= 7, let plan = FaultPlan(Array(words[1...6])) else { return 64 }
    let errors = open(words[0] + ".errors", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    dup2(errors, 2)
    close(errors)
    // A program that waits for ever is a defect like another.
    alarm(60)
    keepFreedMemory()
    Program.useOneThread()
    guard faults_register(true) else { return 70 }
    faults_set(plan.plan)
    let status = Program.run(Array(words[7...]))
    let counts = (0..<UInt32(faults_class_count.rawValue)).map { String(faults_count(1 << $0)) }
    let report = ([faults_struck() ? "1" : "0"] + counts).joined(separator: " ")
    guard (try? write(Array(report.utf8), to: words[0])) != nil else { return 70 }
    return status
  }

  /// What came of a run.
  struct Outcome {
    /// 128 and the signal when one ended it.
    let status: Int32
    let output: String
    let errors: String
    /// Whether the fault came; nil when the process did not live to tell.
    let struck: Bool?
    /// Calls of each class.
    let counts: [Int]
  }

  /// Runs a work to its end in a process of its own, with files in `folder`.
  static func run(
    _ words: [String], input: String, plan: FaultPlan = FaultPlan(), in folder: String
  ) throws -> Outcome {
    let (report, inputFile, output) = (folder + "/report", folder + "/input", folder + "/output")
    unlink(report)
    try write(Array(input.utf8), to: inputFile)
    let arguments = [try ownPath(), "child", report] + plan.words + words
    let result = withArguments(arguments) { yardstick_run($0, inputFile, output) }
    let told = text(of: report).split(separator: " ").compactMap { Int($0) }
    return Outcome(
      status: result.status, output: text(of: output), errors: text(of: report + ".errors"),
      struck: told.first.map { $0 == 1 }, counts: Array(told.dropFirst()))
  }
}
