/// The canonical columns of a roster that the engine knows.
public enum RosterColumn: String, Sendable, Hashable, CaseIterable {
  case employeeID = "employee_id"
  case side
  case displayName = "display_name"
  case email
  case status
  case managerID = "manager_id"
  case matrixManagerIDs = "matrix_manager_ids"
  case hrPartnerID = "hr_partner_id"
  case department
  case division
  case team
  case costCenter = "cost_center"
  case jobTitle = "job_title"
  case jobCode = "job_code"
  case grade
  case location
  case country
  case remote
  case timezone
  case hireDate = "hire_date"
  case positionStartDate = "position_start_date"
  case lastPromotionDate = "last_promotion_date"
  case birthYear = "birth_year"
  case generation
  case languages
  case skillsOffered = "skills_offered"
  case skillsWanted = "skills_wanted"
  case skillsCurrent = "skills_current"
  case teachingAbility = "teaching_ability"
  case interests
  case goals
  case organisationGoals = "org_goals"
  case topicsAvoid = "topics_avoid"
  case availability
  case meetingMode = "meeting_mode"
  case hoursPerMonth = "hours_per_month"
  case capacityMaximum = "capacity_max"
  case capacityMinimum = "capacity_min"
  case consent
  case commitment
  case trainingCompleted = "training_completed"
  case priorityTier = "priority_tier"
  case positionID = "position_id"
  case successionCandidateFor = "succession_candidate_for"
  case successorReadiness = "successor_readiness"
  case retentionRisk = "retention_risk"
  case preferredIDs = "preferred_ids"
  case avoidIDs = "avoid_ids"
  case pastPartnerIDs = "past_partner_ids"
  case currentPartnerID = "current_partner_id"
  case locked
  case cohort
  case program

  /// Whether the column holds one text a person, by which people can be grouped and compared.
  package var isText: Bool {
    switch self {
    case .employeeID, .side, .displayName, .matrixManagerIDs, .hireDate, .languages,
      .skillsOffered, .skillsWanted, .skillsCurrent, .teachingAbility, .interests, .goals,
      .organisationGoals, .availability, .hoursPerMonth, .capacityMaximum, .capacityMinimum,
      .consent, .commitment, .priorityTier, .successionCandidateFor, .preferredIDs, .avoidIDs,
      .pastPartnerIDs, .currentPartnerID, .locked:
      false
    default: true
    }
  }

  /// Columns whose loss or misreading would remove a protection; for them doubt is an error.
  public static let protecting: Set<RosterColumn> = [
    .managerID, .matrixManagerIDs, .hrPartnerID, .successionCandidateFor, .avoidIDs, .consent,
    .locked, .currentPartnerID,
  ]
}
