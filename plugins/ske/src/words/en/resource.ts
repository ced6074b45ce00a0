/** The texts of `resource`. Each key starts with `resource.`. */
export const resource = {} as const;
