/** The people of the journeys: one with all rights, one who may read all caches and change those of the team, and one with rights in one namespace. */
export const PEOPLE = ['user-admin', 'user-dev', 'user-team'] as const;
