internal import Driver
internal import Terminal

@main
enum Citas {
  static func main() {
    keepFreedMemory()
    Program.useOneThread()
    let words = Array(CommandLine.arguments.dropFirst())
    #if DEBUG
      // It gives back all that it holds, so that what is lost is found.
      exitProcess(with: Program.run(words))
    #else
      exitProcess(with: Program.run(words, endsProcess: true))
    #endif
  }
}
