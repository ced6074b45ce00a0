import type { JsonValue } from '@backstage/types';
import {
  type FieldPath,
  isSecretAt,
  LAST_APPLIED,
  type IsSecret,
} from '@kratix-portal/plugin-ske-common';
import { isScalar, type Document, type Scalar } from 'yaml';
import { MASK, type MaskedText } from '../values';
import { hidesCopy } from './maskObject';
import { parseText } from './parseText';
import { rangeOf, replaceScalars, scalarsOf, valueOf } from './scalarsOf';

/** The text in place of a hidden value. */
export type WriteMask = (value: JsonValue, path: FieldPath) => string;

/** The parts of an object that can have secrets. */
const PARTS = ['spec', 'status'];
const METADATA_PARTS = ['labels', 'annotations'];

interface Found {
  node: Scalar;
  path: FieldPath;
}

/** A hidden part of a text, in characters from its start. */
export interface SecretRange {
  readonly from: number;
  readonly to: number;
}

/** Hides the secrets in the YAML of an object, and keeps everything else as it is written. A text that is not YAML is hidden as a whole. */
export function maskText(
  text: string,
  isSecret: IsSecret,
  writeMask: WriteMask = () => MASK,
): MaskedText {
  const document = parse(text);
  if (document.errors.length > 0) {
    return { text: MASK, hidden: 1 };
  }
  const found = findSecrets(document, isSecret);
  return {
    text: replaceScalars(text, found, ({ node, path }) =>
      writeMask(valueOf(node), path),
    ),
    hidden: found.length,
  };
}

/** The ranges of the secrets in the YAML of an object, from the first to the last. In a text that is not YAML, only the secrets that can be recognised. */
export function secretRanges(
  text: string,
  isSecret: IsSecret,
): readonly SecretRange[] {
  return findSecrets(parse(text), isSecret)
    .map(({ node }) => rangeOf(text, node))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from);
}

function parse(text: string): Document.Parsed {
  return parseText(text, { logLevel: 'silent' });
}

function findSecrets(document: Document.Parsed, isSecret: IsSecret): Found[] {
  const secrets = [...scalarsOf(document.contents)]
    .filter(({ path: [part, own] }) =>
      part === 'metadata'
        ? METADATA_PARTS.includes(String(own))
        : PARTS.includes(String(part)),
    )
    .filter(each => isSecretAt(valueOf(each.node), each, isSecret));
  const copy = document.getIn(['metadata', 'annotations', LAST_APPLIED], true);
  return isScalar(copy) &&
    secrets.every(({ node }) => node !== copy) &&
    (secrets.length > 0 || hidesCopy(String(copy.value), isSecret))
    ? [...secrets, { node: copy, path: ['metadata'] }]
    : secrets;
}
