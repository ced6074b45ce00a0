/** The users of the journeys: one with all rights, one who may read almost everything, and one with rights in one namespace. */
export const PEOPLE = ['user-admin', 'user-dev', 'user-team'] as const;

export type Person = (typeof PEOPLE)[number];
