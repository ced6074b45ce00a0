/** The texts of `form`. Each key starts with `form.`. */
export const form = {};
