internal import Driver
internal import Terminal

@main
enum Citas {
  static func main() {
    keepFreedMemory()
    exitProcess(with: Program.run(Array(CommandLine.arguments.dropFirst())))
  }
}
