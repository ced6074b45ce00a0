/** The texts of `newRequest`. Each key starts with `newRequest.`. */
export const newRequest = {};
