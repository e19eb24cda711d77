import Pairwright
import Testing

@testable import PairwrightIO

@Suite struct RosterWriterTests {
  @Test func writesEveryKindOfCellInItsForm() throws {
    var person = Person(id: "=1", name: "Fern, \"Anchor\" Bee", side: .both)
    person.timeZone = "+02:00"
    person.languages = [LanguageSkill("pt-BR", level: .c1), LanguageSkill("en")]
    person.skillsOffered = [SkillLevel("Coding", level: 4), SkillLevel("Coaching", level: 2)]
    person.skillsWanted = [SkillWish("Chess", target: 3, priority: 1)]
    person.availability = [
      WeeklySlot(weekday: 0, start: 545, end: 600), WeeklySlot(weekday: 6, start: 0, end: 1_440),
    ]
    person.hundredthHoursPerMonth = 150
    person.isLocked = true
    person.fields = ["group_b": "x", "group_a": "y"]
    let roster = try Roster(people: [person])
    #expect(
      String(decoding: RosterWriter(roster).people, as: UTF8.self) == """
        employee_id,side,display_name,status,timezone,languages,skills_offered,skills_wanted,\
        availability,hours_per_month,locked,group_a,group_b
        '=1,both,"Fern, ""Anchor"" Bee",active,+02:00,pt-BR:C1;en,Coding:4;Coaching:2,Chess:3:1,\
        Mon 09:05-10:00;Sun 00:00-24:00,1.5,yes,y,x

        """)
  }

  @Test func writesSideFiles() throws {
    let roster = try Roster(
      people: [], catalogue: SkillCatalogue([.init("Coding", parent: "IT", synonyms: ["a", "b"])]),
      relatedness: Relatedness([.init(from: "Coding", to: "Chess", value: -1_500)]),
      constraints: [PairConstraint(.force, "1", "2", reason: "so, there")],
      history: [
        PastPair(
          senior: "1", junior: "2", start: CalendarDate(year: 2025, month: 2, day: 3),
          outcome: "completed")
      ])
    let writer = RosterWriter(roster)
    #expect(String(decoding: writer.people, as: UTF8.self) == "employee_id\n")
    #expect(
      String(decoding: writer.catalogue, as: UTF8.self)
        == "skill,parent,synonyms,kind\nCoding,IT,a;b,\n")
    #expect(
      String(decoding: writer.complementarity, as: UTF8.self)
        == "from_skill,to_skill,value\nCoding,Chess,-0.15\n")
    #expect(
      String(decoding: writer.constraints, as: UTF8.self)
        == "kind,a_id,b_id,reason,visibility\nforce,1,2,\"so, there\",coordinator\n")
    #expect(
      String(decoding: writer.history, as: UTF8.self)
        == "senior_id,junior_id,start,end,outcome\n1,2,2025-02-03,,completed\n")
  }
}
