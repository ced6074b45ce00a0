/*
 * Plain scalars that YAML 1.1 and YAML 1.2 read differently.
 *
 * kubectl reads manifests with a YAML 1.1 library (sigs.k8s.io/yaml), and the portal with YAML 1.2. A value that both read differently is rejected
 * instead of silently becoming something else. If that library and the YAML 1.1 specification differ, the behaviour of the library counts, because users compare
 * the portal with kubectl. The one exception is sexagesimal numbers (22:30:00), which other YAML 1.1 tools read as numbers.
 * https://yaml.org/type/ (1.1), https://yaml.org/spec/1.2.2/#103-core-schema (1.2)
 */

type Reading = string | number | boolean | null;

/**
 * The two readings of an ambiguous value, as JSON.
 *
 * @public
 */
export interface AmbiguousScalar {
  /** How YAML 1.1, and so kubectl, reads it. */
  yaml11: string;
  /** How YAML 1.2 reads it. */
  yaml12: string;
}

const NULLS = /^(?:null|Null|NULL|~|)$/;
const TRUE_11 = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE_11 = /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const TRUE_12 = /^(?:true|True|TRUE)$/;
const FALSE_12 = /^(?:false|False|FALSE)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INTEGER_11 =
  /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*))$/;
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

// Messages do not quote longer texts.
const MAX_SHOWN = 40;

/**
 * Finds out whether YAML 1.1 and YAML 1.2 read a value differently.
 *
 * @example
 * ```ts
 * readAmbiguousScalar('0644'); // { yaml11: '420', yaml12: '644' }
 * readAmbiguousScalar('small'); // undefined
 * ```
 * @param source - the text of a plain scalar, one that is not in quotes
 * @returns undefined when both read the same value
 * @public
 */
export function readAmbiguousScalar(
  source: string,
): AmbiguousScalar | undefined {
  const old = readYaml11(source);
  const current = readYaml12(source);
  return Object.is(old, current)
    ? undefined
    : { yaml11: JSON.stringify(old), yaml12: JSON.stringify(current) };
}

/**
 * Describes an ambiguous value, and how to write the intended value. The result continues a sentence whose subject is the field.
 *
 * @param source - the text of a plain scalar, one that is not in quotes
 * @param options - `isSecret`: leave the value out of the text
 * @returns undefined when YAML 1.1 and YAML 1.2 read the same value
 * @public
 */
export function describeAmbiguousScalar(
  source: string,
  options: { isSecret?: boolean } = {},
): string | undefined {
  const found = readAmbiguousScalar(source);
  if (!found) {
    return undefined;
  }
  if (options.isSecret || source.length > MAX_SHOWN) {
    return 'is read differently by YAML 1.1 (kubectl) and YAML 1.2; put it in quotes, or write it in another way';
  }
  const { yaml11, yaml12 } = found;
  const quoted = JSON.stringify(source);
  const choices = [...new Set([yaml11, yaml12, quoted])];
  const last = choices.pop();
  const old = SEXAGESIMAL.test(source) ? 'YAML 1.1' : 'YAML 1.1 (kubectl)';
  return `is ${source}, which ${old} reads as ${yaml11} and YAML 1.2 as ${yaml12}; write ${choices.join(', ')} or ${last}`;
}

/**
 * Describes a key of a mapping that YAML 1.1 turns into another text, or into a merge of two mappings. The result continues a sentence whose subject is
 * the field.
 *
 * @param source - the text of a key that is not in quotes
 * @returns undefined when YAML 1.1 and YAML 1.2 read the same key
 * @public
 */
export function describeAmbiguousKey(source: string): string | undefined {
  if (source === '<<') {
    return 'is a merge key, which YAML 1.1 (kubectl) replaces with the content of its value and YAML 1.2 does not; write the merged keys out';
  }
  const old = readYaml11(source);
  const text = old === null ? undefined : String(old);
  if (text === source) {
    return undefined;
  }
  if (source.length > MAX_SHOWN) {
    return 'is a key that YAML 1.1 (kubectl) and YAML 1.2 read differently; put it in quotes';
  }
  const reading =
    text === undefined ? 'rejects' : `reads as ${JSON.stringify(text)}`;
  return `is a key that YAML 1.1 (kubectl) ${reading} and YAML 1.2 reads as ${JSON.stringify(source)}; put it in quotes`;
}

function readYaml11(source: string): Reading {
  if (NULLS.test(source)) {
    return null;
  }
  if (TRUE_11.test(source)) {
    return true;
  }
  if (FALSE_11.test(source)) {
    return false;
  }
  if (!/^[-+.0-9]/.test(source)) {
    return source;
  }
  // After a point at the start, kubectl's library accepts underscores only between digits.
  if (/^\.(?:.*[^0-9])?_|^\..*_(?![0-9])/.test(source)) {
    return source;
  }
  const digits = source.replaceAll('_', '');
  const integer = INTEGER_11.exec(digits);
  if (integer) {
    const [, sign, hexadecimal, binary, octal, decimal] = integer;
    const value =
      (hexadecimal !== undefined && parseInt(hexadecimal, 16)) ||
      (binary !== undefined && parseInt(binary, 2)) ||
      (octal !== undefined && parseInt(octal, 8)) ||
      Number(decimal ?? 0);
    return toNumber(sign === '-' ? -value : value);
  }
  if (FLOAT.test(digits)) {
    return toNumber(Number(digits));
  }
  return SEXAGESIMAL.test(source) ? readSexagesimal(digits) : source;
}

function readYaml12(source: string): Reading {
  if (NULLS.test(source)) {
    return null;
  }
  if (TRUE_12.test(source)) {
    return true;
  }
  if (FALSE_12.test(source)) {
    return false;
  }
  const isNumber =
    FLOAT.test(source) || /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/.test(source);
  return isNumber ? toNumber(Number(source)) : source;
}

function readSexagesimal(digits: string): number {
  const [first, ...rest] = digits.split(':').map(Number);
  const value = rest.reduce((sum, part) => sum * 60 + part, Math.abs(first));
  return digits.startsWith('-') ? -value : value;
}

/** JSON has no negative zero. */
function toNumber(value: number): number {
  return value === 0 ? 0 : value;
}
