import {
  describeAmbiguousKey,
  readAmbiguousScalar,
} from '@kratix-portal/plugin-ske-common';
import { isPair, isScalar } from 'yaml';
import type { Words } from '../words';

/** A value or key without quotes that YAML 1.1, and so kubectl, and YAML 1.2 read differently. */
export interface Ambiguity {
  readonly role: 'key' | 'value';
  readonly source: string;
  /** The key of a value; absent if the value has none. */
  readonly name?: string;
}

/** The tag `!!str`. A value or key that has it is text in every version of YAML. */
export const TEXT_TAG = 'tag:yaml.org,2002:str';

/** Messages do not quote longer texts. */
const MOST_SHOWN = 40;

/**
 * Finds out whether a plain scalar is ambiguous.
 *
 * @param path - what is around the scalar, as the parser names it
 */
export function findAmbiguity(
  role: unknown,
  source: string,
  path: readonly unknown[],
): Ambiguity | undefined {
  if (role === 'key') {
    return describeAmbiguousKey(source) === undefined
      ? undefined
      : { role, source };
  }
  const name = nameAt(path);
  return readAmbiguousScalar(source)
    ? { role: 'value', source, ...(name !== undefined && { name }) }
    : undefined;
}

/** The key to which a value belongs. */
export function nameAt(path: readonly unknown[]): string | undefined {
  const pair = path.findLast(isPair);
  return isScalar(pair?.key) ? String(pair.key.value) : undefined;
}

/** Says how both versions of YAML read the value, and how to write what is meant. The sentence has no full stop. */
export function describeAmbiguity(t: Words, ambiguity: Ambiguity): string {
  const { role, source } = ambiguity;
  if (source === '<<' && role === 'key') {
    return t('yaml.ambiguous.merge');
  }
  const short =
    source.length > MOST_SHOWN ? `${source.slice(0, MOST_SHOWN)}…` : source;
  if (role === 'key') {
    return t('yaml.ambiguous.key', { key: short || '""' });
  }
  const name = ambiguity.name ?? t('yaml.ambiguous.unnamed');
  const found = readAmbiguousScalar(source);
  if (!found || short !== source) {
    return t('yaml.ambiguous.long', { name });
  }
  const { yaml11, yaml12 } = found;
  const choices = [...new Set([yaml11, yaml12, JSON.stringify(source)])];
  const last = choices.pop()!;
  return t('yaml.ambiguous', {
    name,
    source,
    // Only other tools than kubectl read 22:30 as a number.
    old: source.includes(':') ? 'YAML 1.1' : 'YAML 1.1 (kubectl)',
    yaml11,
    yaml12,
    choices: choices.join(', '),
    last,
  });
}
