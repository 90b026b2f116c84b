internal import Domain

/// What a phrase does in a sentence about days and hours.
enum Mark: Hashable, Sendable {
  /// Changes nothing.
  case filler, article
  /// A word of other matters that looks like one of ours: «junto», «entro».
  case ordinary
  case of, `in`, at, and, or, one, thousand, `for`
  /// «cuatrocientas»
  case hundreds(Int)
  /// «un par de»
  case pair

  // Days.
  /// Days from today.
  case relative(Int)
  case weekday(Weekday)
  case month(Int)
  /// «mar»: Tuesday or March.
  case tuesdayOrMarch
  case this, next, other
  /// «el jueves pasado»; alone the day after tomorrow.
  case past
  /// «los viernes»
  case every
  case unit(Unit)
  case working
  /// 1 to 10; the last is −1, the one before it −2.
  case ordinal(Int)
  case portion(Portion)
  /// Half a month, or the day on which it ends and wages are paid.
  case fortnight
  /// «el veintipico»
  case twenties
  case before, after, dayAfter, dayBefore, from, onward, backward, until, between
  /// «dentro de»; «de aquí a».
  case inside, within
  case bridge, holiday
  case feast(Feast)

  // Without a day or an hour.
  case soonest, latest, available, any, none

  /// «el que» and «usted quiera» together.
  case whichever, pleases
  /// «cuando» likewise; by itself it tells of something else.
  case when
  /// «me da igual»: whatever is named after it.
  case indifferent

  // How parts of the sentence go together.
  case no
  /// «ni»: what stands on either side is denied.
  case nor
  /// «no puedo», «trabajo»: what stands beside it is not meant.
  case cannot
  /// «muy temprano»: what it is said of is not meant.
  case unfit
  case yes
  /// «si» alone: yes, or a condition when something unknown follows it.
  case `if`
  /// «también»: denied as what was denied before.
  case also
  /// «quiero», «póngame»: what it asks for is meant.
  case wish
  /// «ese», «ese día»: what was named before.
  case demonstrative
  /// What stands before it is taken back.
  case rather
  case but, except
  /// «en vez de»: what follows is given up for something else.
  case instead
  /// A reason follows.
  case because, that
  /// What was said before was the reason.
  case so
  /// «qué día», «cuándo»: no answer.
  case question
  /// The same in other words follows.
  case same
  /// «misa», «recoger al niño»: something of every day, of an hour that nobody knows here.
  case routine
  /// «salgo», «llevo al perro»: what is done then, and no wish.
  case busy
  /// «mi hermano», and «tiene» or «puede»: together something of somebody else, alone nothing.
  case person, has
  /// «le digo»: behind a day what will be done then, before it nothing.
  case telling

  // Hours.
  /// «un poquito» antes de las once.
  case slightly
  case atHours, toHours, about, sharp, odd, quarter, halfPast, with, less, lacking, minutes, hours
  case noon
  /// Of the hour before it: «de la tarde».
  case half(DayHalf)
  /// By itself: «por la tarde».
  case part(DayHalf)
  /// «a media mañana», «al final de la tarde»
  case portionOf(Portion, DayHalf)

  enum Unit: Hashable, Sendable {
    case day, week, month, year, weekend
  }

  /// Of a month, a week or half a day.
  enum Portion: Hashable, Sendable {
    case start, middle, end
  }

  enum DayHalf: Hashable, Sendable {
    case morning, afternoon, night
    /// «p. m.»: afternoon or night.
    case pm
  }

  /// The sections of the vocabulary and what they mean.
  static let sections: [(key: String, meaning: Mark)] = {
    var sections: [(key: String, meaning: Mark)] = []
    for weekday in Weekday.allCases {
      sections.append(("dia_semana.\(weekday.rawValue)", .weekday(weekday)))
    }
    for month in 1...12 { sections.append(("mes.\(month)", .month(month))) }
    for hundreds in 2...9 { sections.append(("tiempo.cientos.\(hundreds)", .hundreds(hundreds))) }
    for feast in Feast.allCases { sections.append(("festivo.\(feast.key)", .feast(feast))) }
    return sections + aboutDays + aboutSentences + aboutHours
  }()

  private static let aboutDays: [(key: String, meaning: Mark)] = [
    ("tiempo.hoy", .relative(0)), ("tiempo.manana", .relative(1)),
    ("tiempo.pasado_manana", .relative(2)),
    ("tiempo.traspasado_manana", .relative(3)), ("tiempo.ayer", .relative(-1)),
    ("tiempo.anteayer", .relative(-2)), ("tiempo.este", .this), ("tiempo.proximo", .next),
    ("tiempo.otro", .other), ("tiempo.pasado", .past), ("tiempo.cada", .every),
    ("tiempo.dia", .unit(.day)), ("tiempo.semana", .unit(.week)), ("tiempo.mes", .unit(.month)),
    ("tiempo.ano", .unit(.year)), ("tiempo.fin_de_semana", .unit(.weekend)),
    ("tiempo.habil", .working), ("tiempo.primero", .ordinal(1)), ("tiempo.segundo", .ordinal(2)),
    ("tiempo.tercero", .ordinal(3)), ("tiempo.cuarto", .quarter), ("tiempo.cuarta", .ordinal(4)),
    ("tiempo.quinto", .ordinal(5)), ("tiempo.sexto", .ordinal(6)),
    ("tiempo.septimo", .ordinal(7)), ("tiempo.octavo", .ordinal(8)),
    ("tiempo.noveno", .ordinal(9)), ("tiempo.decimo", .ordinal(10)),
    ("tiempo.ultimo", .ordinal(-1)), ("tiempo.penultimo", .ordinal(-2)),
    ("tiempo.antepenultimo", .ordinal(-3)), ("tiempo.par", .pair),
    ("tiempo.principio", .portion(.start)), ("tiempo.mitad", .portion(.middle)),
    ("tiempo.final", .portion(.end)), ("tiempo.quincena", .fortnight),
    ("tiempo.veintitantos", .twenties), ("tiempo.antes", .before),
    ("tiempo.despues", .after), ("tiempo.dia_despues", .dayAfter),
    ("tiempo.dia_antes", .dayBefore), ("tiempo.desde", .from), ("tiempo.en_adelante", .onward),
    ("tiempo.o_antes", .backward), ("tiempo.hasta", .until), ("tiempo.entre", .between),
    ("tiempo.dentro", .inside),
    ("tiempo.de_aqui_a", .within),
    ("tiempo.puente", .bridge), ("tiempo.festivo", .holiday),
  ]

  private static let aboutSentences: [(key: String, meaning: Mark)] = [
    ("tiempo.el_que", .whichever), ("tiempo.cuando", .when), ("tiempo.quiera", .pleases),
    ("tiempo.da_igual", .indifferent), ("tiempo.rutina", .routine), ("tiempo.hago", .busy),
    ("tiempo.pariente", .person), ("tiempo.tiene", .has), ("tiempo.avisa", .telling),
    ("tiempo.otras_palabras", .ordinary), ("tiempo.relleno", .filler),
    ("tiempo.deseo", .wish), ("tiempo.ese", .demonstrative), ("tiempo.tambien", .also),
    ("tiempo.articulo", .article), ("tiempo.para", .for),
    ("tiempo.de", .of), ("tiempo.en", .in), ("tiempo.a", .at), ("tiempo.y", .and),
    ("tiempo.o", .or), ("tiempo.un", .one), ("tiempo.mil", .thousand),
    ("tiempo.pronto", .soonest), ("tiempo.tarde_de_todas", .latest),
    ("tiempo.disponible", .available), ("tiempo.cualquiera", .any), ("tiempo.ninguno", .none),
    ("tiempo.no", .no), ("tiempo.ni", .nor), ("tiempo.no_puedo", .cannot),
    ("tiempo.muy_temprano", .unfit), ("tiempo.si", .yes), ("tiempo.si_acaso", .if),
    ("tiempo.mejor", .rather), ("tiempo.pero", .but), ("tiempo.excepto", .except),
    ("tiempo.en_vez", .instead),
    ("tiempo.porque", .because), ("tiempo.que", .that), ("tiempo.asi_que", .so),
    ("tiempo.pregunta", .question), ("tiempo.o_sea", .same),
  ]

  private static let aboutHours: [(key: String, meaning: Mark)] = [
    ("tiempo.un_poco", .slightly), ("tiempo.a_las", .atHours), ("tiempo.para_las", .toHours),
    ("tiempo.aproximado", .about),
    ("tiempo.en_punto", .sharp), ("tiempo.y_pico", .odd), ("tiempo.y_cuarto", .quarter),
    ("tiempo.y_media", .halfPast), ("tiempo.con", .with), ("tiempo.menos", .less),
    ("tiempo.faltan", .lacking), ("tiempo.minutos", .minutes), ("tiempo.horas", .hours),
    ("tiempo.mediodia", .noon), ("tiempo.am", .half(.morning)), ("tiempo.pm", .half(.pm)),
    ("tiempo.de_la_tarde", .half(.afternoon)),
    ("tiempo.noche", .half(.night)), ("tiempo.por_la_manana", .part(.morning)),
    ("tiempo.por_la_tarde", .part(.afternoon)), ("tiempo.por_la_noche", .part(.night)),
    ("tiempo.media_manana", .portionOf(.middle, .morning)),
    ("tiempo.media_tarde", .portionOf(.middle, .afternoon)),
    ("tiempo.final_manana", .portionOf(.end, .morning)),
    ("tiempo.final_tarde", .portionOf(.end, .afternoon)),
  ]
}

/// A number as it was written; the width of one in words is 0.
struct Figure: Hashable {
  let value: Int
  let digits: Int
  /// «el 16», «día 16»: no hour is said so.
  var isDay = false
  /// «un par de»: about so many.
  var isVague = false
}

/// A part of a sentence about days and hours.
enum Piece: Hashable {
  case number(Figure)
  /// Digits with a sign between: `16/9/21`, `14:20`.
  case figures([Figure], sign: Character)
  case mark(Mark)
  /// A sign that parts clauses.
  case comma
  /// A word that the vocabulary does not know.
  case unknown
}

extension Piece {
  /// Whether it names a day or an hour.
  var isNamed: Bool {
    switch self {
    case .number, .figures, .mark(.weekday), .mark(.relative), .mark(.feast), .mark(.noon): true
    default: false
    }
  }
}
