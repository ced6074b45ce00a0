/** The texts of `actions`. Each key starts with `actions.`. */
export const actions = {};
