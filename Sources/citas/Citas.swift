internal import Driver
internal import Terminal

@main
enum Citas {
  static func main() {
    keepFreedMemory()
    Program.useOneThread()
    exitProcess(with: Program.run(Array(CommandLine.arguments.dropFirst())))
  }
}
