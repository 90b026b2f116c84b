internal import Glibc
internal import Proof
internal import Terminal

/// Measures what the contract promises of speed and size, each as a ratio to its yardstick in the
/// same run, and says whether it is met.
@main
enum Benchmark {
  static let usage = """
    Benchmark [--json] [--solo ROW]... [--cases FILE.tsv]... [--in FOLDER] [--quick]

      --json        one JSON object for each row
      --solo ROW    only that row: \(Row.allCases.map(\.rawValue).joined(separator: ", "))
      --cases FILE  lines for «interpretation», instead of those of the tests
      --in FOLDER   where the stores are made; a disk, not memory, or syncing costs nothing
      --quick       fewer runs, for a look

    The exit status is 0 when every row is met, 1 when one is not, 64 after a wrong option.

    """

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      if words.first == "worker" {
        try Worker.run(Array(words.dropFirst()))
        exit(0)
      }
      guard let options = Options(words) else {
        writeError(usage)
        exit(64)
      }
      exit(try run(options) ? 0 : 1)
    } catch {
      writeError("Benchmark: \(error)\n")
      exit(70)
    }
  }

  private static func run(_ options: Options) throws -> Bool {
    let bench = try Bench(options)
    defer { bench.clean() }
    if !options.json {
      print(pad("row", 15), pad("what", 58), pad("measured", -10), pad("budget", -10), "")
    }
    var isMet = true
    for row in options.rows {
      for result in try row.measure(bench) {
        isMet = isMet && result.isMet
        print(options.json ? result.json : result.line)
        if !options.json, options.rows.count == 1 || !result.isMet {
          for detail in result.details { print("    \(detail)") }
        }
        fflush(nil)
      }
    }
    return isMet
  }
}

struct Options {
  var json = false
  var rows = Row.allCases
  var cases: [String] = []
  var folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var isQuick = false

  init?(_ words: [String]) {
    var only: [Row] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--json": json = true
      case "--quick": isQuick = true
      case "--solo":
        guard let row = rest.popFirst().flatMap(Row.init(rawValue:)) else { return nil }
        only.append(row)
      case "--cases":
        guard let file = rest.popFirst() else { return nil }
        cases.append(file)
      case "--in":
        guard let path = rest.popFirst() else { return nil }
        folder = path
      default: return nil
      }
    }
    if !only.isEmpty { rows = only }
  }
}

/// What was measured of a row of the contract.
struct Result {
  enum Budget {
    case atMost(Double)
    case atLeast(Double)
  }

  let row: Row
  let what: String
  let value: Double
  /// Of `value` and the budget; empty for a ratio.
  var unit = ""
  let budget: Budget
  /// The figures behind it.
  var details: [String] = []

  var isMet: Bool {
    switch budget {
    case .atMost(let most): value <= most
    case .atLeast(let least): value >= least
    }
  }

  private var limit: Double {
    switch budget {
    case .atMost(let limit), .atLeast(let limit): limit
    }
  }

  var line: String {
    let sign =
      switch budget {
      case .atMost: "≤"
      case .atLeast: "≥"
      }
    return [
      pad(row.rawValue, 15), pad(what, 58), pad(decimal(value) + unit, -10),
      pad("\(sign) " + decimal(limit) + unit, -10), isMet ? "met" : "MISSED",
    ].joined(separator: " ")
  }

  var json: String {
    let bound =
      switch budget {
      case .atMost: "atMost"
      case .atLeast: "atLeast"
      }
    return
      "{\"row\":\(quoted(row.rawValue)),\"what\":\(quoted(what)),\"value\":\(decimal(value, 4)),"
      + "\"unit\":\(quoted(unit)),\"\(bound)\":\(decimal(limit)),\"met\":\(isMet),"
      + "\"details\":[\(details.map(quoted).joined(separator: ","))]}"
  }
}
