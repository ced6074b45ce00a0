/** The texts of `requests`. Each key starts with `requests.`. */
export const requests = {} as const;
