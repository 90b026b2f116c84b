internal import Foundation

/// An iCalendar object as a calendar reads it. Written from RFC 5545, not from what writes it.
package final class ReadCalendar {
  package struct Property {
    package let name: String
    package let parameters: [String: String]
    /// As it stands.
    package let value: String

    /// A value of type TEXT, without its escapes.
    package var text: String {
      get throws {
        var text = ""
        var rest = value.unicodeScalars[...]
        while let scalar = rest.popFirst() {
          switch scalar {
          case "\\":
            switch rest.popFirst() {
            case "n", "N": text += "\n"
            case let escaped? where "\\;,".unicodeScalars.contains(escaped):
              text.unicodeScalars.append(escaped)
            default: throw ReadMessage.Malformed("an unknown escape: \(value)")
            }
          case ";", ",": throw ReadMessage.Malformed("not escaped: \(value)")
          default: text.unicodeScalars.append(scalar)
          }
        }
        return text
      }
    }
  }

  package let name: String
  package private(set) var properties: [Property] = []
  package private(set) var components: [ReadCalendar] = []

  private init(_ name: String) {
    self.name = name
  }

  package subscript(name: String) -> Property? { properties.first { $0.name == name } }

  package func component(_ name: String) throws -> ReadCalendar {
    let found = components.filter { $0.name == name }
    guard found.count == 1 else { throw ReadMessage.Malformed("\(found.count) \(name)") }
    return found[0]
  }

  /// The object in `bytes`: one VCALENDAR.
  package static func parse(_ bytes: [UInt8]) throws -> ReadCalendar {
    var open: [ReadCalendar] = []
    var whole: ReadCalendar?
    for line in try lines(of: bytes) {
      let property = try property(line)
      switch property.name {
      case "BEGIN":
        guard whole == nil else { throw ReadMessage.Malformed("after the end") }
        open.append(ReadCalendar(property.value))
      case "END":
        guard let closed = open.popLast(), closed.name == property.value else {
          throw ReadMessage.Malformed("END:\(property.value)")
        }
        if let outer = open.last { outer.components.append(closed) } else { whole = closed }
      default:
        guard let component = open.last else {
          throw ReadMessage.Malformed("outside of a component")
        }
        component.properties.append(property)
      }
    }
    guard let whole, whole.name == "VCALENDAR" else { throw ReadMessage.Malformed("no VCALENDAR") }
    for name in ["VERSION", "PRODID", "METHOD"]
    where whole.properties.count(where: { $0.name == name }) != 1 {
      throw ReadMessage.Malformed("not one \(name)")
    }
    let event = try whole.component("VEVENT")
    for name in ["UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS", "ORGANIZER"]
    where event.properties.count(where: { $0.name == name }) != 1 {
      throw ReadMessage.Malformed("not one \(name)")
    }
    return whole
  }

  /// Unfolded.
  private static func lines(of bytes: [UInt8]) throws -> [String] {
    guard bytes.suffix(2) == [0x0D, 0x0A] else {
      throw ReadMessage.Malformed("the last line does not end")
    }
    var lines: [String] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: 0x0D), rest[end + 1] == 0x0A else {
        throw ReadMessage.Malformed("no CR LF")
      }
      let octets = rest[..<end]
      rest = rest[(end + 2)...]
      guard octets.count <= 75 else { throw ReadMessage.Malformed("\(octets.count) octets") }
      guard let line = String(validating: octets, as: UTF8.self) else {
        throw ReadMessage.Malformed("a line is broken within a character")
      }
      guard line.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
        throw ReadMessage.Malformed("a control character")
      }
      if line.unicodeScalars.first == " " {
        guard !lines.isEmpty else { throw ReadMessage.Malformed("nothing to go on") }
        lines[lines.count - 1] += String(String.UnicodeScalarView(line.unicodeScalars.dropFirst()))
      } else {
        lines.append(line)
      }
    }
    return lines
  }

  private static func property(_ line: String) throws -> Property {
    var rest = line.unicodeScalars[...]
    func take(while isWanted: (Unicode.Scalar) -> Bool) -> String {
      let taken = rest.prefix(while: isWanted)
      rest = rest[taken.endIndex...]
      return String(String.UnicodeScalarView(taken))
    }
    func isName(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "-" || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    let name = take(while: isName)
    var parameters: [String: String] = [:]
    while rest.first == ";" {
      rest = rest.dropFirst()
      let parameter = take(while: isName)
      guard rest.popFirst() == "=" else { throw ReadMessage.Malformed("«\(line)»") }
      if rest.first == "\"" {
        rest = rest.dropFirst()
        parameters[parameter] = take { $0 != "\"" }
        guard rest.popFirst() == "\"" else { throw ReadMessage.Malformed("«\(line)»") }
      } else {
        parameters[parameter] = take { !";:,\"".unicodeScalars.contains($0) }
      }
    }
    guard !name.isEmpty, rest.popFirst() == ":" else { throw ReadMessage.Malformed("«\(line)»") }
    return Property(
      name: name, parameters: parameters, value: String(String.UnicodeScalarView(rest)))
  }
}
