/** The texts of `connection`. Each key starts with `connection.`. */
export const connection = {} as const;
