internal import Terminal
internal import Understanding
internal import Wording

extension Program {
  /// Trains the model of the services and writes its weights.
  func learn(to file: String) -> Int32 {
    guard writeFile(file, trainedServiceWeights()) else {
      Self.complain(speaker.text(.cannotWrite, ["ruta": file]))
      return 1
    }
    return 0
  }
}
