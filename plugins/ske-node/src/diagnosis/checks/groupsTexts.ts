/** Entra ID puts a reference into the token in place of more than 200 groups. */
export const OVERAGE_SEEN =
  'The user has so many groups that the token only refers to them (_claim_names).';

export const OVERAGE_REMEDY =
  'In Entra ID emit only groups that are assigned to the application, or app roles, instead of all groups.';

export const GROUPS_EXPECTED = 'A list of strings, such as ["team-a"].';
