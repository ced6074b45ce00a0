/** The texts of `graph`. Each key starts with `graph.`. */
export const graph = {} as const;
