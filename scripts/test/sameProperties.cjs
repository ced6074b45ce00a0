/* eslint-env jest */
/**
 * Gives every property the same generated values in every run, so that the result of a run depends on the commit only.
 * Set PROPERTY_SEED to try other values; `random` takes another seed for each property.
 *
 * The factory runs when a test file imports fast-check, so the other test files do not load it.
 */
jest.mock('fast-check', () => {
  const fastCheck = jest.requireActual('fast-check');
  const seed = process.env.PROPERTY_SEED ?? '20261201';
  fastCheck.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) });
  return fastCheck;
});
