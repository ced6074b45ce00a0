import {
  isSecretText,
  isSecretAt,
  LAST_APPLIED,
  looksSecret,
} from '@kratix-portal/plugin-ske-common';
import { isMap, isSeq, visit, type Scalar } from 'yaml';
import { MASK, type MaskedText } from '../../values';
import { parseTexts } from '../../yaml/parseText';
import {
  rangeOf,
  replaceScalars,
  scalarsOf,
  valueOf,
  type PlacedScalar,
} from '../../yaml/scalarsOf';

/** Every value below these keys of a Secret is hidden. */
const SECRET_PARTS = ['data', 'stringData'];

/**
 * Hides the values of Secrets, and other values that look like a secret, in YAML or JSON. The rest of the text stays as it is. A text that is not YAML
 * is hidden as a whole if it may contain a Secret.
 */
export function maskSecrets(text: string): MaskedText {
  const all = parseTexts(text, { logLevel: 'silent' });
  if (all.some(({ errors }) => errors.length > 0)) {
    return mayHoldSecret(text)
      ? { text: MASK, hidden: 1 }
      : { text, hidden: 0 };
  }
  const found = all.flatMap(({ contents }) => {
    const inSecrets = valuesOfSecrets(contents);
    return objectsOf(contents).flatMap(object =>
      secretsOf(object, node => inSecrets.has(node)),
    );
  });
  return {
    text: replaceScalars(text, found, ({ node }) => quoteLike(text, node)),
    hidden: found.length,
  };
}

/** The objects of a document: the items of a List, or the document itself. */
function objectsOf(contents: unknown): unknown[] {
  const items = isMap(contents) ? contents.get('items', true) : undefined;
  return isSeq(items) && kindOf(contents)?.endsWith('List')
    ? items.items.flatMap(objectsOf)
    : [contents];
}

function secretsOf(
  object: unknown,
  isInSecret: (node: Scalar) => boolean,
): PlacedScalar[] {
  return [...scalarsOf(object)].filter(each => {
    const value = valueOf(each.node);
    return (
      value !== null &&
      value !== '' &&
      typeof value !== 'boolean' &&
      (isInSecret(each.node) ||
        each.path.at(-1) === LAST_APPLIED ||
        (!isIdentity(each) && isSecretAt(value, each, looksSecret)))
    );
  });
}

/** Whether a value is a name, namespace or uid. A long name can look like a secret. */
function isIdentity({ path }: PlacedScalar): boolean {
  return path[0] === 'metadata' && path.length === 2;
}

/** The values below `data` or `stringData` of every `kind: Secret`, even inside another object. */
function valuesOfSecrets(contents: unknown): ReadonlySet<Scalar> {
  const found = new Set<Scalar>();
  if (isMap(contents) || isSeq(contents)) {
    visit(contents, {
      Map(_, map) {
        if (kindOf(map) === 'Secret') {
          SECRET_PARTS.map(part => map.get(part, true))
            .flatMap(part => [...scalarsOf(part)])
            .forEach(({ node }) => found.add(node));
        }
      },
    });
  }
  return found;
}

function kindOf(node: unknown): string | undefined {
  const kind = isMap(node) ? node.get('kind') : undefined;
  return typeof kind === 'string' ? kind : undefined;
}

/** Keeps the text valid JSON or YAML. */
function quoteLike(text: string, node: Scalar): string {
  return text[rangeOf(text, node).from] === '"' ? `"${MASK}"` : MASK;
}

function mayHoldSecret(text: string): boolean {
  return /kind["']?\s*:\s*["']?Secret\b/.test(text) || isSecretText(text);
}
