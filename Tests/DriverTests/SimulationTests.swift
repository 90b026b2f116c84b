import Foundation
import Testing

@testable import Simulation

/// Some days of an office in virtual time, held against a model after each step.
struct SimulationTests {
  private static var options: Options {
    var options = Options()
    options.folder = FileManager.default.temporaryDirectory.path()
    options.days = 3
    options.visitsPerDay = 30
    options.verifyEvery = 800
    return options
  }

  @Test(arguments: [UInt64(1)])
  func `the store is what the model says`(seed: UInt64) throws {
    var options = Self.options
    options.seed = seed
    let (tally, fault) = try Simulation.simulate(options)
    #expect(fault == nil, "\(fault?.description ?? "")")
    // So that none passes because nothing happened.
    for (name, least) in [
      "booked": 15, "cancelled": 2, "replace": 1, "updated": 1, "found": 10, "hold": 20,
      "offer": 3, "wait": 10, "busy": 2, "gone": 3, "mail": 20, "back_up": 2, "plan": 90,
      "join → joined": 3, "takeUp → held": 2, "decline → declined": 2, "leaveList → done": 1,
      "offer_expire": 3,
    ] {
      #expect(tally[name] >= least, "\(name)")
    }
  }

  @Test func `the same seed gives the same log`() throws {
    var options = Self.options
    options.days = 2
    let first = try Simulation.simulate(options)
    let second = try Simulation.simulate(options)
    #expect(first.1 == nil)
    #expect(first.0 == second.0)
  }

  @Test func `a failure is told with its step, and how to see it again`() throws {
    var options = Self.options
    options.days = 2
    options.losesEvents = true
    let (_, fault) = try Simulation.simulate(options)
    let told = try #require(fault).description
    #expect(told.contains("replay: Simulation --seed 1 --days 2 --visits 30 --until "))
  }
}
