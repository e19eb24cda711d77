/// The posts of a generated organisation: who reports to whom, where, at which grade.
struct OrganisationStructure {
  /// One post, held by one person.
  struct Post {
    /// Position of the manager's post, or `nil` at the top.
    let manager: Int?
    /// Steps to the top.
    let depth: Int
    /// How many posts report to this one, directly or not.
    let below: Int
    /// Position in ``OrganisationVocabulary/divisions``, or `nil` for the head of the organisation.
    var division: Int?
    var department = "Executive Office"
    /// Position of the department in its division, for cost centres.
    var departmentNumber = 0
    /// The people whom the manager leads directly.
    var team: String?
    var grade = OrganisationStructure.topGrade
    /// Position in ``OrganisationVocabulary/sites``.
    var site = 0

    var isManager: Bool { below > 0 }
  }

  /// The grade of the head of the organisation; first jobs have grade 1.
  static let topGrade = 12

  /// All posts; a manager stands before everybody who reports to them.
  private(set) var posts: [Post]

  /// Lays out an organisation of `people` posts.
  init(people: Int, seed: UInt64) {
    posts = [Post(manager: nil, depth: 0, below: people - 1)]
    var generator = SeededGenerator(seed: seed, stream: 1)
    var next = 0
    while next < posts.count {
      let shares = OrganisationStructure.shares(of: posts[next], using: &generator)
      for share in shares {
        posts.append(Post(manager: next, depth: posts[next].depth + 1, below: share))
      }
      next += 1
    }
    placeInDivisions()
    grade(seed: seed)
    locate(seed: seed)
  }

  /// Returns how many posts stand below each direct report of a post.
  ///
  /// Spans are 4 to 9 wherever the numbers allow: at most nine people below report directly, and
  /// of more than nine, each manager among the direct reports gets at least four.
  private static func shares(of post: Post, using generator: inout SeededGenerator) -> [Int] {
    guard post.below > 9 else { return [Int](repeating: 0, count: post.below) }
    let isTop = post.manager == nil
    let span: Int
    if isTop {
      span = post.below < 100 ? 5 : (post.below < 1_000 ? 8 : 9)
    } else {
      span = generator.number(in: 4...min(9, post.below - 4))
    }
    let rest = post.below - span
    var managers = min(span, max(1, rest / 6))
    // Some experts report high up.
    if !isTop, managers == span, generator.chance(300) { managers -= 1 }
    let weights = (0..<managers).map { position in
      isTop ? OrganisationVocabulary.divisions[position].weight : generator.number(in: 2...4)
    }
    let allWeights = weights.reduce(0, +)
    let free = rest - 4 * managers
    var shares = weights.map { 4 + free * $0 / allWeights }
    let left = rest - shares.reduce(0, +)
    for position in 0..<left { shares[position % managers] += 1 }
    return shares + [Int](repeating: 0, count: span - managers)
  }

  private mutating func placeInDivisions() {
    let divisions = OrganisationVocabulary.divisions
    var reportsSeen = [Int](repeating: 0, count: posts.count)
    var teamsOfDepartment = divisions.map { [Int](repeating: 0, count: $0.departments.count) }
    var teamOfManager = [String?](repeating: nil, count: posts.count)
    for index in posts.indices {
      guard let manager = posts[index].manager else { continue }
      let place = reportsSeen[manager]
      reportsSeen[manager] += 1
      let division = posts[manager].division ?? place % divisions.count
      let departments = divisions[division].departments
      let department =
        posts[index].depth == 2 && posts[index].isManager
        ? place % departments.count : posts[manager].departmentNumber
      posts[index].division = division
      posts[index].departmentNumber = department
      posts[index].department = departments[department]
      if teamOfManager[manager] == nil {
        if posts[manager].division == nil {
          teamOfManager[manager] = "Executive Team"
        } else {
          teamsOfDepartment[division][department] += 1
          teamOfManager[manager] =
            "\(departments[department]) \(teamsOfDepartment[division][department])"
        }
      }
      posts[index].team = teamOfManager[manager]
    }
  }

  /// Gives managers a grade by their depth and everybody else one by chance, never above the
  /// manager's.
  private mutating func grade(seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: 2)
    // Grades 1 to 8 of people without reports; about half of everyone ends up at grade 3 or lower.
    let weights = [15, 20, 17, 12, 16, 12, 6, 2]
    for index in posts.indices {
      guard let manager = posts[index].manager else { continue }
      let managerGrade = posts[manager].grade
      if posts[index].isManager {
        let byDepth = OrganisationStructure.topGrade - 3 * posts[index].depth / 2
        let drawn = byDepth - generator.number(below: 2)
        posts[index].grade = max(5, min(managerGrade - 1, drawn))
      } else {
        let drawn = 1 + generator.position(weights: weights)
        posts[index].grade = min(drawn, managerGrade > 6 ? managerGrade - 1 : managerGrade)
      }
    }
  }

  /// Puts most people where their manager works.
  private mutating func locate(seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: 3)
    let open =
      posts.count < 200 ? 3 : (posts.count < 2_000 ? 6 : OrganisationVocabulary.sites.count)
    let weights = OrganisationVocabulary.sites.prefix(open).map(\.weight)
    for index in posts.indices {
      guard let manager = posts[index].manager else { continue }
      let staysPut = generator.chance(posts[index].depth < 3 ? 350 : 780)
      posts[index].site = staysPut ? posts[manager].site : generator.position(weights: weights)
    }
  }
}
