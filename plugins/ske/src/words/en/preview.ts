/** The texts of `preview`. Each key starts with `preview.`. */
export const preview = {};
