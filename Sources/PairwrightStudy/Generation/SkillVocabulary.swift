internal import Pairwright

/// The skills, interests and goals of generated organisations, and how skills serve one another.
///
/// The list is made up for this package. It follows the two directions of reverse mentoring:
/// digital skills that juniors bring, and leadership skills that seniors give back.
enum SkillVocabulary {
  /// A named skill within its group.
  struct Skill {
    let name: String
    let synonyms: [String]
  }

  /// Skills that are near to one another.
  struct Group {
    let name: String
    let kind: String
    let skills: [Skill]
  }

  private static func group(
    _ name: String, _ kind: String, _ skills: KeyValuePairs<String, [String]>
  ) -> Group {
    Group(name: name, kind: kind, skills: skills.map { Skill(name: $0.key, synonyms: $0.value) })
  }

  /// Groups that juniors mostly offer and seniors mostly want.
  static let digital: [Group] = [
    group(
      "Artificial intelligence", "digital",
      [
        "Generative AI": ["GenAI", "AI assistants"],
        "Prompt writing": ["Prompt engineering"],
        "Machine learning": ["ML"],
        "AI ethics": ["Responsible AI"],
      ]),
    group(
      "Data", "digital",
      [
        "Data analysis": ["Analytics"],
        "Data visualisation": ["Dashboards"],
        "Spreadsheet automation": ["Advanced spreadsheets"],
        "Data storytelling": [],
        "Customer data platforms": ["CDP"],
      ]),
    group(
      "Software", "digital",
      [
        "Programming": ["Coding"],
        "Low-code building": ["No-code building"],
        "Process automation": ["RPA"],
        "Cloud services": ["Cloud"],
        "Version control": [],
      ]),
    group(
      "Digital marketing", "digital",
      [
        "Social media": ["Social networks"],
        "Search optimisation": ["SEO"],
        "Content creation": [],
        "Video production": ["Short video"],
        "Online communities": [],
      ]),
    group(
      "Digital workplace", "digital",
      [
        "Remote collaboration": ["Virtual teamwork"],
        "Online whiteboards": [],
        "Agile working": ["Agile methods"],
        "Digital note taking": ["Knowledge management"],
      ]),
    group(
      "Design", "digital",
      [
        "User research": ["UX research"],
        "Interface design": ["UI design"],
        "Accessibility": ["Inclusive design"],
        "Service prototyping": [],
      ]),
    group(
      "Security and trends", "digital",
      [
        "Cyber hygiene": ["Security awareness"],
        "Privacy by design": [],
        "Digital payments": ["Mobile payments"],
        "Sustainability trends": ["Green technology"],
        "Younger consumers": ["Generational insight"],
      ]),
  ]

  /// Groups that seniors mostly offer and juniors mostly want.
  static let leadership: [Group] = [
    group(
      "Strategy", "leadership",
      [
        "Business strategy": ["Corporate strategy"],
        "Industry knowledge": ["Sector knowledge"],
        "Change leadership": ["Change management"],
        "Scenario planning": [],
      ]),
    group(
      "Leading people", "leadership",
      [
        "Team leadership": ["People management"],
        "Coaching": [],
        "Giving feedback": [],
        "Delegation": [],
        "Hiring": ["Interviewing"],
      ]),
    group(
      "Influence", "leadership",
      [
        "Negotiation": ["Negotiating"],
        "Stakeholder management": [],
        "Public speaking": ["Presenting"],
        "Executive presence": [],
        "Networking": [],
      ]),
    group(
      "Commercial judgement", "leadership",
      [
        "Financial acumen": ["Reading accounts"],
        "Budgeting": ["Budget planning"],
        "Key account care": [],
        "Contract basics": [],
      ]),
    group(
      "Governance", "leadership",
      [
        "Risk management": [],
        "Decision making": [],
        "Crisis management": ["Crisis response"],
        "Project sponsorship": [],
      ]),
  ]

  static let interests = [
    "Cycling", "Choir singing", "Chess", "Gardening", "Board games", "Photography", "Hiking",
    "Cooking", "Volunteering", "Film", "History", "Languages", "Science fiction", "Football",
    "Pottery", "Sailing",
  ]

  static let goals = [
    "Lead a team", "Change profession", "Work abroad", "Speak at a conference",
    "Learn new technology", "Build a wider network", "Understand customers better",
    "Prepare for a board role", "Improve work-life balance", "Drive a change programme",
    "Become an expert", "Pass on experience",
  ]

  static let organisationGoals = [
    "Digital adoption", "Keep talent", "Break silos", "Inclusion", "Innovation",
    "Succession readiness",
  ]

  /// Everything with a name, as catalogue.csv lists it.
  static var catalogue: SkillCatalogue {
    var entries: [SkillCatalogue.Entry] = []
    for group in digital + leadership {
      entries.append(.init(group.name, kind: "group"))
      for skill in group.skills {
        entries.append(
          .init(skill.name, parent: group.name, synonyms: skill.synonyms, kind: group.kind))
      }
    }
    entries += interests.map { .init($0, kind: "interest") }
    entries += goals.map { .init($0, kind: "goal") }
    entries += organisationGoals.map { .init($0, kind: "organisation goal") }
    return SkillCatalogue(entries)
  }

  /// How far an offer of the first skill serves a want of the second, in hundredths.
  static var relatedness: Relatedness {
    Relatedness(
      relations.map { Relatedness.Relation(from: $0.0, to: $0.1, value: $0.2 * 100) })
  }

  private static let relations: [(String, String, Int)] = [
    ("Generative AI", "Prompt writing", 80),
    ("Prompt writing", "Generative AI", 65),
    ("Machine learning", "Generative AI", 55),
    ("Machine learning", "Data analysis", 70),
    ("Machine learning", "AI ethics", 30),
    ("AI ethics", "Generative AI", 25),
    ("AI ethics", "Privacy by design", 45),
    ("Generative AI", "Content creation", 40),
    ("Data analysis", "Machine learning", 40),
    ("Data analysis", "Data visualisation", 60),
    ("Data analysis", "Spreadsheet automation", 55),
    ("Data visualisation", "Data analysis", 45),
    ("Data visualisation", "Data storytelling", 70),
    ("Data storytelling", "Data visualisation", 50),
    ("Data storytelling", "Public speaking", 25),
    ("Spreadsheet automation", "Data analysis", 35),
    ("Spreadsheet automation", "Process automation", 40),
    ("Customer data platforms", "Data analysis", 35),
    ("Customer data platforms", "Younger consumers", 30),
    ("Programming", "Process automation", 65),
    ("Programming", "Low-code building", 70),
    ("Programming", "Machine learning", 45),
    ("Programming", "Version control", 60),
    ("Low-code building", "Process automation", 60),
    ("Low-code building", "Programming", 25),
    ("Process automation", "Low-code building", 55),
    ("Process automation", "Spreadsheet automation", 45),
    ("Cloud services", "Programming", 20),
    ("Cloud services", "Cyber hygiene", 30),
    ("Version control", "Agile working", 20),
    ("Social media", "Online communities", 70),
    ("Social media", "Content creation", 55),
    ("Social media", "Younger consumers", 60),
    ("Search optimisation", "Content creation", 40),
    ("Search optimisation", "Social media", 35),
    ("Content creation", "Social media", 50),
    ("Content creation", "Video production", 45),
    ("Video production", "Content creation", 60),
    ("Video production", "Public speaking", 20),
    ("Online communities", "Social media", 60),
    ("Online communities", "Younger consumers", 45),
    ("Remote collaboration", "Online whiteboards", 65),
    ("Remote collaboration", "Agile working", 30),
    ("Online whiteboards", "Remote collaboration", 50),
    ("Agile working", "Remote collaboration", 30),
    ("Agile working", "Change leadership", 25),
    ("Digital note taking", "Remote collaboration", 30),
    ("User research", "Service prototyping", 50),
    ("User research", "Younger consumers", 40),
    ("User research", "Interface design", 45),
    ("Interface design", "Accessibility", 45),
    ("Interface design", "Service prototyping", 60),
    ("Accessibility", "Interface design", 40),
    ("Service prototyping", "User research", 35),
    ("Cyber hygiene", "Privacy by design", 50),
    ("Privacy by design", "Cyber hygiene", 45),
    ("Privacy by design", "AI ethics", 50),
    ("Digital payments", "Younger consumers", 25),
    ("Sustainability trends", "Industry knowledge", 20),
    ("Younger consumers", "Social media", 40),
    ("Business strategy", "Scenario planning", 60),
    ("Business strategy", "Industry knowledge", 45),
    ("Industry knowledge", "Business strategy", 50),
    ("Change leadership", "Team leadership", 40),
    ("Change leadership", "Stakeholder management", 45),
    ("Scenario planning", "Risk management", 50),
    ("Team leadership", "Coaching", 55),
    ("Team leadership", "Delegation", 70),
    ("Team leadership", "Giving feedback", 60),
    ("Coaching", "Giving feedback", 75),
    ("Coaching", "Team leadership", 40),
    ("Giving feedback", "Coaching", 50),
    ("Delegation", "Team leadership", 45),
    ("Hiring", "Team leadership", 30),
    ("Negotiation", "Stakeholder management", 50),
    ("Negotiation", "Contract basics", 40),
    ("Stakeholder management", "Networking", 55),
    ("Stakeholder management", "Negotiation", 45),
    ("Public speaking", "Executive presence", 65),
    ("Executive presence", "Public speaking", 50),
    ("Networking", "Stakeholder management", 40),
    ("Financial acumen", "Budgeting", 75),
    ("Budgeting", "Financial acumen", 55),
    ("Key account care", "Negotiation", 50),
    ("Key account care", "Networking", 35),
    ("Contract basics", "Negotiation", 30),
    ("Risk management", "Crisis management", 60),
    ("Risk management", "Decision making", 40),
    ("Decision making", "Delegation", 25),
    ("Crisis management", "Risk management", 45),
    ("Crisis management", "Decision making", 50),
    ("Project sponsorship", "Stakeholder management", 40),
    ("Project sponsorship", "Decision making", 35),
    // Habits that get in each other's way: what one takes for good practice the other unlearns.
    ("Spreadsheet automation", "Customer data platforms", -15),
    ("Crisis management", "Agile working", -20),
    ("Delegation", "Programming", -10),
  ]
}
