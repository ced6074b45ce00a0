/** The texts of `editor`. Each key starts with `editor.`. */
export const editor = {};
