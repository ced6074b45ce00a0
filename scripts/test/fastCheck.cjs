/**
 * Tests import it in place of fast-check, so that the result of a test run depends on the commit only: every property gets the same values in every run.
 * Set PROPERTY_SEED to try other values; `random` takes another seed in each test file.
 */
const fastCheck = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

const seed = process.env.PROPERTY_SEED ?? '20261201';

fastCheck.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) });

module.exports = fastCheck;
