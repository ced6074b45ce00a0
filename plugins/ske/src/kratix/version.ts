/** Kratix writes this instead of a version if the Promise has none. */
export const NOT_SET = 'not-set';
