/** Kratix writes this in the place of a version if the Promise has none. */
export const NOT_SET = 'not-set';
