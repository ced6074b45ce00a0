/** The texts of `diagnosis`. Each key starts with `diagnosis.`. */
export const diagnosis = {};
