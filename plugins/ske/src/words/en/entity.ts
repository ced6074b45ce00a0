/** The texts of `entity`. Each key starts with `entity.`. */
export const entity = {} as const;
