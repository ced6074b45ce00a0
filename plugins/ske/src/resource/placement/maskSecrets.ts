import { isSecretName, isSecretText } from '@kratix-portal/plugin-ske-common';
import {
  isMap,
  isPair,
  isScalar,
  parseAllDocuments,
  visit,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { LAST_APPLIED, MASK, type MaskedText } from '../../values';

/** Below these keys of a Secret every value is one. */
const SECRET_PARTS = new Set(['data', 'stringData']);

/**
 * Hides the values of Secrets, and other values that look like a secret, in YAML or JSON. The rest of the text stays as it is. In a text that is
 * not YAML it hides everything if the text may contain a Secret.
 */
export function maskSecrets(text: string): MaskedText {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  const all = Array.isArray(documents) ? documents : [documents];
  if (all.some(({ errors }) => errors.length > 0)) {
    return mayHoldSecret(text)
      ? { text: MASK, hidden: 1 }
      : { text, hidden: 0 };
  }
  const ranges: [start: number, end: number][] = [];
  for (const document of all) {
    visit(document, {
      Pair(_, pair, path) {
        const range = rangeToHide(pair, path);
        if (range) {
          ranges.push(range);
          return visit.SKIP;
        }
        return undefined;
      },
    });
  }
  const masked = ranges
    .sort(([one], [other]) => other - one)
    .reduce(
      (rest, [start, end]) =>
        rest.slice(0, start) + quoteLike(rest, start) + rest.slice(end),
      text,
    );
  return { text: masked, hidden: ranges.length };
}

/** Keeps the text valid JSON or YAML. */
function quoteLike(text: string, start: number): string {
  return text[start] === '"' ? `"${MASK}"` : MASK;
}

function mayHoldSecret(text: string): boolean {
  return /kind["']?\s*:\s*["']?Secret\b/.test(text) || isSecretText(text);
}

type Path = Parameters<
  NonNullable<
    Exclude<Parameters<typeof visit>[1], (...args: never[]) => unknown>['Pair']
  >
>[2];

function rangeToHide(
  pair: Pair<unknown, unknown>,
  path: Path,
): [number, number] | undefined {
  const key = isScalar(pair.key) ? String(pair.key.value) : '';
  const value = pair.value as Node | null;
  if (!isScalar(value) || value.value === null || !value.range) {
    return undefined;
  }
  const isHidden =
    (typeof value.value === 'string' && isSecretText(value.value)) ||
    isSecretName(key) ||
    key === LAST_APPLIED ||
    isPartOfSecret(path);
  return isHidden && !isEmpty(value.value)
    ? [value.range[0], value.range[1]]
    : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === '' || typeof value === 'boolean';
}

/** Whether a pair is below `data` or `stringData` of an object with `kind: Secret`, at any depth of a list. */
function isPartOfSecret(path: Path): boolean {
  return path.some((node, index) => {
    const holder = path[index - 1];
    return (
      isPair(node) &&
      isScalar(node.key) &&
      SECRET_PARTS.has(String(node.key.value)) &&
      isMap(holder) &&
      (holder as YAMLMap).get('kind') === 'Secret'
    );
  });
}
