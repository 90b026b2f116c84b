internal import Glibc
internal import Terminal

/// Reads lines with a `Console` and writes what each was, for the tests of a real terminal.
///
///     consola-prueba [--plazo MS] [--sin-color] [--opciones A,B,…] [--ocupada]
///
/// Every read goes on with what had been typed. A deadline that passes with nothing typed is not
/// told. `--ocupada` reads nothing until it has been interrupted.
@main
enum ConsoleProbe {
  static func main() {
    var arguments = CommandLine.arguments.dropFirst()
    var timeout: Int?
    var colour = true
    var choices: [String] = []
    var isBusy = false
    while let argument = arguments.popFirst() {
      switch argument {
      case "--plazo": timeout = arguments.popFirst().flatMap { Int($0) }
      case "--sin-color": colour = false
      case "--opciones":
        choices = arguments.popFirst()?.split(separator: ",").map(String.init) ?? []
      case "--ocupada": isBusy = true
      default: exit(64)
      }
    }
    do throws(OutputError) {
      let console = Console(colour: colour, fold: folded)
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
      try converse(console, timeout: timeout, choices: choices)
    } catch {
      exit(error.isClosed ? 3 : 4)
    }
  }

  private static func converse(
    _ console: Console, timeout: Int?, choices: [String]
  ) throws(OutputError) {
    while true {
      let line = try console.readLine(
        prompt: console.styled("> ", .question), timeoutMilliseconds: timeout, keepTyped: true,
        completions: choices)
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

  private static func folded(_ text: String) -> String {
    let plain: [Character: Character] = ["á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"]
    return String(text.lowercased().map { plain[$0] ?? $0 })
  }
}
