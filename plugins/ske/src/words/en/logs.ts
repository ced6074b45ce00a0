/** The texts of `logs`. Each key starts with `logs.`. */
export const logs = {} as const;
