/** The texts of `services`. Each key starts with `services.`. */
export const services = {} as const;
