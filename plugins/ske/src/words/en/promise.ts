/** The texts of `promise`. Each key starts with `promise.`. */
export const promise = {} as const;
