/** The texts of `drafts`. Each key starts with `drafts.`. */
export const drafts = {};
