/** The texts of `changes`. Each key starts with `changes.`. */
export const changes = {};
