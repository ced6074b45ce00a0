/** The texts of `install`. Each key starts with `install.`. */
export const install = {};
