internal import Glibc
internal import Proof
internal import Terminal

/// Ends the program, the disk and the power at every moment, and looks at what is left of the store.
@main
enum Campaign {
  static let usage = """
    Campaign [faults|kills] [--json] [--seed N] [--in FOLDER] …

      faults   every call that the program makes of its disk fails once, in every way
        --work NAME     only that work: \(Work.names.joined(separator: ", "))
        --fault NAME    only that fault: \(Fault.allCases.map(\.rawValue).joined(separator: ", "))
        --every N       only one call in N, other ones for another seed
        --case NAME     only that case, as a defect names it; what it leaves is kept
        --cuts N        how many different power losses at each call; 3 unless told
        --lying-disk    the disk forgets what it was told to keep: losses must be found
      kills    several processes on one store, killed at any moment
        --rounds N      1,000 unless told
        --from N        begin with that round
        --processes N   at once; 4 unless told

    Without a subject, both. Run it in the package's folder. The exit status is 0 when nothing was
    lost, 1 when something was, 64 after a wrong option.

    """

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.first == "child" { exit(Child.run(Array(words.dropFirst()))) }
    guard let options = Options(words) else {
      writeError(usage)
      exit(64)
    }
    do {
      let folder = try makeFolder("citas-campaign", in: options.folder)
      var isClean = true
      if options.subject != "kills" { isClean = try FaultCampaign(options, in: folder).run() }
      if options.subject != "faults" {
        isClean = try KillCampaign(options, in: folder).run() && isClean
      }
      if options.case == nil, isClean {
        removeFolder(folder)
      } else {
        writeError("Campaign: what was left is in \(folder)\n")
      }
      exit(isClean ? 0 : 1)
    } catch {
      writeError("Campaign: \(error)\n")
      exit(70)
    }
  }
}

struct Options {
  var subject: String?
  var json = false
  var seed: UInt64 = 1
  /// Nothing here is about the speed of a disk, so memory serves.
  var folder = exists("/dev/shm") ? "/dev/shm" : "/tmp"
  var work: String?
  var fault: Fault?
  var every = 1
  var `case`: String?
  var cuts = 3
  var diskLies = false
  var rounds = 1_000
  var from = 0
  var processes = 4

  init?(_ words: [String]) {
    var rest = words[...]
    func number(_ least: Int) -> Int? {
      rest.popFirst().flatMap { Int($0) }.flatMap { $0 >= least ? $0 : nil }
    }
    while let word = rest.popFirst() {
      switch word {
      case "faults", "kills": subject = word
      case "--json": json = true
      case "--lying-disk": diskLies = true
      case "--seed":
        guard let value = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
        seed = value
      case "--in":
        guard let value = rest.popFirst() else { return nil }
        folder = value
      case "--work":
        guard let value = rest.popFirst(), Work.names.contains(value) else { return nil }
        work = value
      case "--fault":
        guard let value = rest.popFirst().flatMap(Fault.init(rawValue:)) else { return nil }
        fault = value
      case "--case":
        guard let value = rest.popFirst() else { return nil }
        `case` = value
      case "--every":
        guard let value = number(1) else { return nil }
        every = value
      case "--cuts":
        guard let value = number(1) else { return nil }
        cuts = value
      case "--rounds":
        guard let value = number(1) else { return nil }
        rounds = value
      case "--from":
        guard let value = number(0) else { return nil }
        from = value
      case "--processes":
        guard let value = number(1) else { return nil }
        processes = value
      default: return nil
      }
    }
  }
}
