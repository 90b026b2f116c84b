/// A document number as people write it: thousands apart by dots, a NIT's check digit after its
/// dash. One that begins with zero, or has letters, stays as it is.
func grouped(document number: String) -> String {
  let parts = number.split(separator: "-", maxSplits: 1)
  guard let base = parts.first, base.first != "0",
    base.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
  else { return number }
  var grouped = ""
  for (offset, digit) in base.enumerated() {
    if offset > 0, (base.count - offset) % 3 == 0 { grouped += "." }
    grouped.append(digit)
  }
  return ([grouped] + parts.dropFirst().map { String($0) }).joined(separator: "-")
}

/// Ten digits in groups of 3, 3 and 4.
func groupedTelephone(_ national: String) -> String {
  let digits = Array(national)
  guard digits.count == 10 else { return national }
  return [digits[0..<3], digits[3..<6], digits[6..<10]].map { String($0) }.joined(separator: " ")
}
