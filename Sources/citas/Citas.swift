@main
enum Citas {
  static func main() {
  }
}
