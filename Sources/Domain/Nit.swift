/// The check digit of a NIT, 0 to 9, for the ASCII digits of its number, 15 at most.
///
/// Source: Orden Administrativa 4 de 1989 (DIAN).
func nitCheckDigit(of number: some BidirectionalCollection<Character>) -> Int {
  let weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]
  precondition(number.count <= weights.count, "there are weights for 15 digits")
  let sum = zip(number.reversed(), weights).reduce(0) {
    $0 + ($1.0.wholeNumberValue ?? 0) * $1.1
  }
  let rest = sum % 11
  return rest < 2 ? rest : 11 - rest
}

/// How a NIT is written: its number and check digit, as far as the two can be told apart.
struct WrittenNit {
  let text: String
  /// It can also be a cédula of ten digits without its check digit.
  let isDoubtful: Bool

  /// The digits of a cédula under a NIT are 3 to 8, or 10; a company's or assigned NIT has nine.
  private static let numberDigitsMax = 10

  /// Reads `digits`; `checkDigitStandsApart` when a blank or dash stands before the last one.
  init(digits: [Character], checkDigitStandsApart: Bool) throws(Rejection) {
    let number = digits.dropLast()
    if digits.allSatisfy({ $0 == "0" }) { throw .onlyZeros }
    guard digits.count <= Self.numberDigitsMax + 1 else {
      throw .tooLong(maximum: Self.numberDigitsMax)
    }
    if !checkDigitStandsApart {
      switch digits.count {
      case ..<7: throw .tooShort(minimum: 10)
      case 7...9: throw .missingCheckDigit
      case 11 where digits[0] != "1": throw .tooLong(maximum: Self.numberDigitsMax)
      default: break
      }
    }
    guard number.count >= 3 else { throw .tooShort(minimum: 10) }
    if number.allSatisfy({ $0 == "0" }) { throw .onlyZeros }
    // Ten digits that begin with 1 are the shape of a cédula of today.
    isDoubtful = !checkDigitStandsApart && digits.count == 10 && digits[0] == "1"
    guard digits[number.count].wholeNumberValue == nitCheckDigit(of: number) else {
      throw isDoubtful ? .missingCheckDigit : .wrongCheckDigit
    }
    text = String(number) + "-" + String(digits[number.count])
  }
}
