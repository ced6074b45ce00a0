/** The texts of `yaml`. Each key starts with `yaml.`. */
export const yaml = {} as const;
