/// The made-up divisions, sites and names of generated organisations.
enum OrganisationVocabulary {
  /// A part of the organisation that reports to its head.
  struct Division {
    let name: String
    /// Stands at the front of job codes and cost centres.
    let code: String
    /// The share of the organisation, beside those of the other divisions.
    let weight: Int
    let departments: [String]
    /// What its people are called, from the first job to the expert.
    let professions: [String]
    /// Positions in ``SkillVocabulary/digital`` of the groups its juniors are strongest in.
    let digitalGroups: [Int]
    /// Positions in ``SkillVocabulary/leadership`` of the groups its seniors are strongest in.
    let leadershipGroups: [Int]
  }

  /// Place of the human resources people in ``divisions``; they are the HR partners of the rest.
  static let peopleDivision = 2

  /// In the order in which growing organisations set them up.
  static let divisions: [Division] = [
    Division(
      name: "Technology", code: "TEC", weight: 5,
      departments: [
        "Software Engineering", "Data Platforms", "Security Engineering", "Infrastructure",
        "Product Design", "Enterprise Systems",
      ],
      professions: ["Engineer", "Data Engineer", "Systems Analyst", "Product Designer"],
      digitalGroups: [0, 2, 5, 6], leadershipGroups: [0, 4]),
    Division(
      name: "Commercial", code: "COM", weight: 5,
      departments: [
        "Marketing", "Key Accounts", "Field Sales", "Customer Success", "Pricing",
        "Channel Partners",
      ],
      professions: ["Sales Associate", "Marketing Associate", "Account Manager"],
      digitalGroups: [3, 1, 6], leadershipGroups: [3, 2]),
    Division(
      name: "People", code: "PEO", weight: 2,
      departments: ["HR Partnering", "Talent Acquisition", "Learning", "Reward", "Workplace"],
      professions: ["People Associate", "Recruiter", "Learning Designer"],
      digitalGroups: [4, 3, 5], leadershipGroups: [1, 2]),
    Division(
      name: "Finance", code: "FIN", weight: 3,
      departments: ["Controlling", "Treasury", "Tax", "Internal Audit", "Procurement"],
      professions: ["Accountant", "Financial Analyst", "Buyer"],
      digitalGroups: [1, 2], leadershipGroups: [3, 4]),
    Division(
      name: "Operations", code: "OPS", weight: 6,
      departments: [
        "Manufacturing", "Logistics", "Quality", "Planning", "Maintenance", "Site Services",
      ],
      professions: ["Operator", "Planner", "Quality Technician", "Logistics Coordinator"],
      digitalGroups: [2, 1, 4], leadershipGroups: [4, 1]),
    Division(
      name: "Customer Service", code: "CUS", weight: 4,
      departments: ["Contact Centre", "Technical Support", "Service Design", "Field Service"],
      professions: ["Service Agent", "Support Engineer", "Service Designer"],
      digitalGroups: [4, 5, 3], leadershipGroups: [1, 2]),
    Division(
      name: "Research", code: "RES", weight: 3,
      departments: ["Materials", "Life Sciences", "Testing", "Scientific Computing"],
      professions: ["Scientist", "Laboratory Technician", "Research Engineer"],
      digitalGroups: [0, 1, 2], leadershipGroups: [0, 4]),
    Division(
      name: "Legal and Risk", code: "LEG", weight: 1,
      departments: ["Contracts", "Compliance", "Insurance", "Privacy"],
      professions: ["Legal Associate", "Compliance Analyst"],
      digitalGroups: [6, 0], leadershipGroups: [4, 3]),
    Division(
      name: "Strategy", code: "STR", weight: 2,
      departments: [
        "Corporate Development", "Sustainability", "Communications", "Public Affairs",
      ],
      professions: ["Strategy Associate", "Communications Associate"],
      digitalGroups: [3, 6, 1], leadershipGroups: [0, 2]),
  ]

  /// A place of work.
  struct Site {
    let city: String
    let country: String
    let timeZone: String
    let language: String
    /// The share of people, beside those of the other sites.
    let weight: Int
  }

  /// In the order in which growing organisations open them.
  static let sites: [Site] = [
    Site(city: "Rotterdam", country: "NL", timeZone: "Europe/Amsterdam", language: "nl", weight: 8),
    Site(city: "Leeds", country: "GB", timeZone: "Europe/London", language: "en", weight: 7),
    Site(city: "Lyon", country: "FR", timeZone: "Europe/Paris", language: "fr", weight: 5),
    Site(city: "Porto", country: "PT", timeZone: "Europe/Lisbon", language: "pt", weight: 4),
    Site(city: "Boston", country: "US", timeZone: "America/New_York", language: "en", weight: 6),
    Site(city: "Pune", country: "IN", timeZone: "Asia/Kolkata", language: "hi", weight: 6),
    Site(city: "Denver", country: "US", timeZone: "America/Denver", language: "en", weight: 3),
    Site(
      city: "Curitiba", country: "BR", timeZone: "America/Sao_Paulo", language: "pt-BR", weight: 3),
    Site(city: "Durban", country: "ZA", timeZone: "Africa/Johannesburg", language: "en", weight: 2),
    Site(
      city: "Singapore", country: "SG", timeZone: "Asia/Singapore", language: "en", weight: 4),
    Site(city: "Osaka", country: "JP", timeZone: "Asia/Tokyo", language: "ja", weight: 3),
    Site(
      city: "Adelaide", country: "AU", timeZone: "Australia/Adelaide", language: "en", weight: 2),
  ]

  /// First halves of names that nobody bears.
  static let firstNames = [
    "Agate", "Almond", "Amber", "Apricot", "Auburn", "Autumn", "Azure", "Bamboo", "Barley",
    "Basalt", "Birch", "Bracken", "Brass", "Breeze", "Bronze", "Canvas", "Caramel", "Cedar",
    "Chalk", "Cinder", "Clover", "Cobalt", "Copper", "Coral", "Cotton", "Crimson", "Crystal",
    "Damask", "Dapple", "Denim", "Drizzle", "Ebony", "Emerald", "Fennel", "Fern", "Flannel",
    "Flint", "Frost", "Garnet", "Gentle", "Ginger", "Gravel", "Harvest", "Hazel", "Heather",
    "Indigo", "Ivory", "Jasper", "Juniper", "Kelp", "Lavender", "Lemon", "Lichen", "Linen",
    "Magenta", "Maple", "Marble", "Meadow", "Midnight", "Mustard", "Nettle", "Nutmeg", "Ochre",
    "Olive", "Onyx", "Opal", "Paper", "Pebble", "Pepper", "Quartz", "Quiet", "Russet", "Saffron",
    "Sienna", "Silver", "Sorrel", "Thistle", "Timber", "Umber", "Velvet", "Walnut", "Winter",
  ]

  /// Second halves of names that nobody bears.
  static let lastNames = [
    "Abacus", "Anchor", "Anvil", "Awning", "Balcony", "Barometer", "Beacon", "Bellows", "Bobbin",
    "Bollard", "Bucket", "Buoy", "Candle", "Canister", "Canoe", "Carousel", "Chimney", "Chisel",
    "Compass", "Cornet", "Cupboard", "Cymbal", "Dinghy", "Doorbell", "Easel", "Ferry", "Flagpole",
    "Funnel", "Gazebo", "Globe", "Gondola", "Hammock", "Hinge", "Hourglass", "Inkwell", "Jigsaw",
    "Kayak", "Kettle", "Ladder", "Ladle", "Lantern", "Lever", "Locket", "Mandolin", "Marimba",
    "Metronome", "Napkin", "Notebook", "Oboe", "Paddle", "Parasol", "Pendulum", "Piccolo",
    "Pinwheel", "Pulley", "Quill", "Raft", "Ratchet", "Rucksack", "Saddle", "Satchel", "Scaffold",
    "Sextant", "Spindle", "Spinnaker", "Spoon", "Sundial", "Teapot", "Telescope", "Thimble",
    "Toboggan", "Trampoline", "Trellis", "Trombone", "Tugboat", "Ukulele", "Umbrella", "Viola",
    "Weathervane", "Windmill", "Xylophone", "Zither",
  ]
}
