import type { IsSecret } from '@kratix-portal/plugin-ske-common';
import type { JsonValue } from '@backstage/types';
import { isEqual } from '../changes';
import { YamlSource } from '../editor';
import { MASK, valueAt } from '../values';
import { maskText } from '../yaml';

/** Hides the secrets in the text before and after an edit. A secret that the edit changes is marked, because the hidden texts before and after it look the same. */
export function maskTexts(options: {
  before: string;
  after: string;
  isSecret: IsSecret;
  /** The text beside a secret that differs. */
  changed: string;
}): { before: string; after: string; hidden: number } {
  const { isSecret, changed } = options;
  const old = new YamlSource(options.before).toValue();
  const isOld = (value: JsonValue, path: readonly (string | number)[]) =>
    isEqual(valueAt(old, ...path), value);
  const before = maskText(options.before, isSecret);
  const after = maskText(options.after, isSecret, (value, path) =>
    path.length === 1 || isOld(value, path) ? MASK : `${MASK} (${changed})`,
  );
  return {
    before: before.text,
    after: after.text,
    hidden: Math.max(before.hidden, after.hidden),
  };
}
