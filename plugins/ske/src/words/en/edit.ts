/** The texts of `edit`. Each key starts with `edit.`. */
export const edit = {};
