/** The texts of `placement`. Each key starts with `placement.`. */
export const placement = {} as const;
