internal import Driver
internal import Glibc
internal import Terminal

/// Lines and files that nobody would write, made from a seed: a crash ends the process and names the
/// case, which the same seed makes again.
@main
enum Fuzz {
  static let usage = """
    Fuzz [SUBJECT] [--seed N] [--count N] [--from N]

      interpreters  lines for every field; the default, ten million
      input         bytes that are no lines or no text, through a pipe
      transcripts   altered transcripts
      texts         altered prompt files
      stores        store files with altered bytes

    Run it in the package's folder. `--from N --count 1` repeats the case N.

    """

  static func main() {
    var subject = "interpreters"
    var (seed, count, from) = (UInt64(1), Int?.none, 0)
    var rest = CommandLine.arguments.dropFirst()
    while let word = rest.popFirst() {
      switch word {
      case "--seed": seed = rest.popFirst().flatMap { UInt64($0) } ?? seed
      case "--count": count = rest.popFirst().flatMap { Int($0) }
      case "--from": from = rest.popFirst().flatMap { Int($0) } ?? 0
      case "interpreters", "input", "transcripts", "texts", "stores": subject = word
      default:
        writeError(usage)
        exit(64)
      }
    }
    nameCaseWhenItEnds()
    do {
      let isClean =
        if subject == "interpreters" {
          try Interpreters(seed: seed).isClean(from: from, count: count ?? 10_000_000)
        } else {
          try Files(subject, seed: seed).run(from: from, count: count ?? 1_000)
        }
      exit(isClean ? 0 : 1)
    } catch {
      writeError("Fuzz: \(error)\n")
      exit(70)
    }
  }
}

/// The number of the case that runs, for the handler of the signal that ends the process.
nonisolated(unsafe) var runningCase = 0

private func nameCaseWhenItEnds() {
  for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE] {
    signal(number) { number in
      // Nothing may be allocated here.
      var digits = [CChar](repeating: 0, count: 64)
      let length = withVaList([runningCase]) {
        vsnprintf(&digits, 64, "\ncrash in the case %ld\n", $0)
      }
      write(2, digits, Int(length))
      signal(number, SIG_DFL)
      raise(number)
    }
  }
}

/// The text with what a terminal may obey, and line ends, as numbers.
func shown(_ text: String) -> String {
  text.unicodeScalars.map { scalar in
    scalar.value < 0x20 || scalar.value > 0x24F
      ? "\\u{" + String(scalar.value, radix: 16) + "}" : String(scalar)
  }.joined()
}
