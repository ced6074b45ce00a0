/** The texts of `parts`. Each key starts with `parts.`. */
export const parts = {} as const;
