// @ts-check
import { StartError } from './StartError.mjs';
import { flags, nameAndValue } from './flagTable.mjs';

/** @typedef {import('./flagTable.mjs').FlagDescription} FlagDescription */

/**
 * @param {string[]} args
 * @returns {Map<string, string[]>} the flags that were given, with their values
 */
export function readFlags(args) {
  /** @type {Map<string, string[]>} */
  const given = new Map();
  const rest = [...args];
  while (rest.length > 0) {
    const { name, assigned } = splitAssignment(
      /** @type {string} */ (rest.shift()),
    );
    const flag = flags.find(one => one.name === name);
    if (!flag) {
      throw unknownFlag(name);
    }
    if (assigned !== undefined) {
      rest.unshift(assigned);
    }
    const before = given.get(name) ?? [];
    const values = takeValues(flag, rest, assigned);
    rejectContradiction(name, before, values);
    given.set(name, [...before, ...values]);
  }
  return given;
}

/**
 * Removes the values of a flag from the words after it.
 * @param {FlagDescription} flag
 * @param {string[]} rest
 * @param {string | undefined} assigned the text after an equals sign
 */
function takeValues(flag, rest, assigned) {
  if (!flag.value) {
    if (assigned === undefined) {
      return [];
    }
    throw new StartError(
      'bad-flag',
      `${flag.name}=${assigned}: ${flag.name} takes no value`,
      { remedy: 'leave the value out' },
    );
  }
  const values = [];
  do {
    const value = rest.shift();
    if (!value || (assigned === undefined && value.startsWith('--'))) {
      throw new StartError(
        'bad-flag',
        `${flag.name} needs a value: ${nameAndValue(flag)}`,
      );
    }
    values.push(value);
  } while (
    flag.value.endsWith('...') &&
    rest.length > 0 &&
    !rest[0].startsWith('-')
  );
  return values;
}

/**
 * @param {string} name
 * @param {string[]} before
 * @param {string[]} values
 */
function rejectContradiction(name, before, values) {
  if (name === '--config' || before.length === 0) {
    return;
  }
  if (before.at(-1) === values.at(-1)) {
    return;
  }
  throw new StartError(
    'bad-flag',
    `${name} is given twice: ${before.at(-1)} and ${values.at(-1)}`,
  );
}

/**
 * Splits `--port=7100` into name and value.
 * @param {string} word
 * @returns {{ name: string, assigned?: string }}
 */
function splitAssignment(word) {
  if (word === '-h') {
    return { name: '--help' };
  }
  const match = /^(--[^=]+)=(.*)$/s.exec(word);
  return match ? { name: match[1], assigned: match[2] } : { name: word };
}

/** @param {string} word */
function unknownFlag(word) {
  const nearest = flags
    .map(({ name }) => ({
      name,
      distance: editDistance(word.toLowerCase(), name),
    }))
    .sort((a, b) => a.distance - b.distance)[0];
  // A word in which half of the letters differ is not a typing error.
  const remedy =
    nearest.distance <= Math.min(4, word.length / 2 - 1)
      ? `did you mean ${nearest.name}? (npm start -- --help lists all)`
      : 'npm start -- --help lists the flags; with npm they come after a lone --';
  return new StartError('unknown-flag', `unknown flag ${word}`, { remedy });
}

/**
 * Levenshtein's distance.
 * @param {string} a
 * @param {string} b
 */
function editDistance(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      current[j] = Math.min(
        previous[j] + 1,
        current[j - 1] + 1,
        previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    previous = current;
  }
  return previous[b.length];
}
