/** The texts of `refusal`. Each key starts with `refusal.`. */
export const refusal = {} as const;
