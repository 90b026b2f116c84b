internal import Domain

/// A number for the document type that was given; without one, a cédula, or a company's NIT.
func documentNumber(_ text: String, in context: Context) -> Reading {
  let type =
    context.documentType ?? (context.personType == .juridica ? .nit : .cedulaDeCiudadania)
  do {
    let number = try DocumentNumber(parsing: text, type: type)
    let answer = Answer.documentNumber(number)
    return number.isUnusual ? .confirm(answer, .unusual) : .value(answer)
  } catch {
    return .invalid(error)
  }
}

/// A fixed line, its seven digits of before 2021, or that there is none.
func landline(_ line: Line, _ words: ArraySlice<String>, in context: Context) -> Reading {
  if Vocabulary.none.contains(words) || Vocabulary.no.contains(words)
    || line.text.allSatisfy({ "-–—".contains($0) })
  {
    return .value(.landline(.none))
  }
  do {
    let answer = try LandlineAnswer(parsing: line.text)
    switch answer {
    case .withoutArea(let sevenDigits):
      guard let department = context.department,
        let completed = Landline.completed(sevenDigits: sevenDigits, department: department)
      else { return .value(.landline(answer)) }
      return .confirm(.landline(.number(completed)), .completed)
    case .number(let number) where number.isUnusual:
      return .confirm(.landline(answer), .unusual)
    case .number, .none:
      return .value(.landline(answer))
    }
  } catch {
    return .invalid(error)
  }
}

/// The code of an appointment however it is grouped, or that they do not have it.
func code(_ text: String, _ words: ArraySlice<String>) -> Reading {
  if Vocabulary.none.contains(words) || Vocabulary.no.contains(words)
    || Vocabulary.withoutCode.contains(words)
  {
    return .value(.code(nil))
  }
  if let code = AppointmentCode(parsing: text) { return .value(.code(code)) }
  let digits = text.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
  if digits > 0, digits < AppointmentCode.length, !text.contains(where: \.isLetter) {
    return .invalid(.tooShort(minimum: AppointmentCode.length))
  }
  return .invalid(
    digits > AppointmentCode.length ? .tooLong(maximum: AppointmentCode.length) : .format)
}

/// The mobile or the e-mail of an earlier time, or that they would rather not.
func secondDatum(_ text: String, _ words: ArraySlice<String>) -> Reading {
  if Vocabulary.none.contains(words) || Vocabulary.no.contains(words) {
    return .value(.secondDatum(nil))
  }
  do {
    return .value(
      .secondDatum(
        text.contains("@")
          ? .email(try Email(parsing: text)) : .mobile(try Mobile(parsing: text))))
  } catch {
    return .invalid(error)
  }
}

func mobile(_ text: String) -> Reading {
  do {
    let mobile = try Mobile(parsing: text)
    return mobile.isUnusual ? .confirm(.mobile(mobile), .unusual) : .value(.mobile(mobile))
  } catch {
    return .invalid(error)
  }
}

/// An address; with a usual slip in it, the corrected one first.
func email(_ text: String) -> Reading {
  do {
    let email = try Email(parsing: text)
    guard let corrected = email.corrected else { return .value(.email(email)) }
    return .ambiguous([.email(corrected), .email(email)], .slip)
  } catch {
    return .invalid(error)
  }
}

/// A number in digits or words, 0 to 100.
func verification(_ words: ArraySlice<String>) -> Reading {
  let tokens = tokens(of: Vocabulary.beforeNumber.dropping(words))
  guard tokens.count == 1, case .number(let number, _) = tokens[0], (0...100).contains(number)
  else { return .invalid(.format) }
  return .value(.verification(number))
}
