/// A document number as people write it: thousands apart by dots, a NIT's check digit after its
/// dash. One that begins with zero, or has letters, stays as it is.
func grouped(document number: String) -> String {
  let parts = number.split(separator: "-", maxSplits: 1)
  guard let base = parts.first?.utf8, base.first != UInt8(ascii: "0"),
    base.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
  else { return number }
  var grouped: [UInt8] = []
  for (offset, digit) in base.enumerated() {
    if offset > 0, (base.count - offset) % 3 == 0 { grouped.append(UInt8(ascii: ".")) }
    grouped.append(digit)
  }
  let text = String(decoding: grouped, as: UTF8.self)
  return parts.count > 1 ? text + "-" + parts[1] : text
}

/// Ten digits in groups of 3, 3 and 4.
func groupedTelephone(_ national: String) -> String {
  guard national.utf8.count == 10 else { return national }
  var grouped: [UInt8] = []
  for (offset, digit) in national.utf8.enumerated() {
    if offset == 3 || offset == 6 { grouped.append(UInt8(ascii: " ")) }
    grouped.append(digit)
  }
  return String(decoding: grouped, as: UTF8.self)
}
