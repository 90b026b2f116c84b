internal import Glibc
internal import Terminal

/// Reads lines with a `Console` and writes what each was, for the tests of a real terminal.
///
///     consola-prueba [--plazo MS] [--sin-color] [--opciones A,B,…] [--ocupada]
///       [--pregunta] [--cuenta N]
///
/// `--pregunta` puts a question of two lines above the prompt that tells for how many columns it is
/// laid out; `--cuenta` a line that counts down from N by itself, a step every few milliseconds.
///
/// `falla precondicion` or `falla pila` with a Tab crashes it. Every read goes on with what had been typed. A deadline that passes with nothing typed is not
/// told. `--ocupada` reads nothing until it has been interrupted.
@main
enum ConsoleProbe {
  static func main() {
    var arguments = CommandLine.arguments.dropFirst()
    var timeout: Int?
    var colour = true
    var choices: [String] = []
    var isBusy = false
    var prompt = Console.Prompt()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--plazo": timeout = arguments.popFirst().flatMap { Int($0) }
      case "--sin-color": colour = false
      case "--opciones":
        choices = arguments.popFirst()?.split(separator: ",").map(String.init) ?? []
      case "--ocupada": isBusy = true
      case "--pregunta": prompt.question = { Array("¿Qué?\npara \($0) columnas\n".utf8) }
      case "--cuenta":
        prompt.status = countdown(from: arguments.popFirst().flatMap { Int($0) } ?? 0)
      default: exit(64)
      }
    }
    do throws(OutputError) {
      let console = Console(
        colour: colour, fold: folded, arrange: { words, _ in [words.joined(separator: "  ")] })
      prompt.text = console.styled("> ", .question)
      var interruption = sigset_t()
      var usual = sigset_t()
      sigemptyset(&interruption)
      sigaddset(&interruption, SIGINT)
      sigprocmask(SIG_BLOCK, &interruption, &usual)
      console.write(
        console.styled("listo", .heading)
          + " terminal=\(console.isTerminal) color=\(console.usesColour)"
          + " ancho=\(console.width)\n")
      try console.flush()
      // Lets the signal in only here, so that it cannot come before anybody waits for it.
      if isBusy { sigsuspend(&usual) }
      sigprocmask(SIG_SETMASK, &usual, nil)
      try converse(console, prompt, timeout: timeout, choices: choices)
    } catch {
      exit(error.isClosed ? 3 : 4)
    }
  }

  private static func converse(
    _ console: Console, _ prompt: Console.Prompt, timeout: Int?, choices: [String]
  ) throws(OutputError) {
    while true {
      let line = try console.readLine(
        prompt, timeoutMilliseconds: timeout, keepTyped: true,
        completions: { typed in
          crash(typed)
          return choices
        })
      switch line {
      case .text(let text):
        if text.hasPrefix("orden") { console.remember(text) }
        console.write(
          "<\(text.utf8.count > 200 ? "\(text.utf8.count) bytes" : text)> \(console.width)\n")
      case .timedOut(typed: ""): break
      case .timedOut(let typed): console.write("<vencido \(typed)>\n")
      case .interrupted(let typed): console.write("<interrumpido \(typed)>\n")
      case .endOfInput:
        console.write("<fin>\n")
        return try console.flush()
      case .hungUp: exit(5)
      }
    }
  }

  /// In the middle of a read, where a Tab asks for completions.
  private static func crash(_ typed: String) {
    switch typed {
    case "falla precondicion": preconditionFailure()
    case "falla pila": _ = overflow(1)
    default: break
    }
  }

  private static func overflow(_ depth: Int) -> Int {
    depth == .max ? 0 : overflow(depth + 1) + Int.random(in: 0...1)
  }

  private static func countdown(from start: Int) -> () -> Console.Status {
    var left = start + 1
    return {
      left = max(0, left - 1)
      return Console.Status(text: "quedan \(left)", style: .quiet, nextMilliseconds: 20)
    }
  }

  private static func folded(_ text: String) -> String {
    let plain: [Character: Character] = ["á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"]
    return String(text.lowercased().map { plain[$0] ?? $0 })
  }
}
