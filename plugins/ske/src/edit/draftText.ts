import { LAST_APPLIED, looksSecret } from '@kratix-portal/plugin-ske-common';
import { YamlSource } from '../editor';
import { textAt } from '../values';
import { secretRanges } from '../yaml';

const COPY = ['metadata', 'annotations', LAST_APPLIED] as const;

/** Stands in the text of a draft for the copy of the object that kubectl keeps in an annotation. */
const CUT = `${LAST_APPLIED}: kratix-portal.io/left-out-of-the-draft`;

/**
 * The text as a draft may contain it: without the copy of kubectl, which has the secrets of the object.
 *
 * @param copy - the value of the annotation on the cluster
 * @param hasForm - whether the form knows all secrets, so that nothing else has to be recognised as one
 * @returns undefined if a secret may be left in the text
 */
export function toDraftText(
  text: string,
  options: { copy: string | undefined; hasForm: boolean },
): string | undefined {
  const cut = withoutCopy(text, options.copy);
  const isSafe =
    cut !== undefined &&
    (options.hasForm || secretRanges(cut, looksSecret).length === 0);
  return isSafe ? cut : undefined;
}

/**
 * The text that {@link toDraftText} has cut, with the copy of kubectl as it is on the cluster.
 *
 * @returns undefined if the cluster no longer has a copy
 */
export function fromDraftText(text: string, live: object): string | undefined {
  if (!text.includes(CUT)) {
    return text;
  }
  const copy = textAt(live, ...COPY);
  return copy === undefined
    ? undefined
    : text.replace(CUT, () => `${LAST_APPLIED}: ${JSON.stringify(copy)}`);
}

/** Cuts out exactly the value from the cluster. Returns undefined for any other text, because a changed or second copy may be anywhere in it. */
function withoutCopy(
  text: string,
  copy: string | undefined,
): string | undefined {
  if (!text.includes(LAST_APPLIED)) {
    return text;
  }
  const source = new YamlSource(text);
  const range = source.exactRangeOf(COPY);
  if (!range || source.scalarAt(COPY) !== copy) {
    return undefined;
  }
  const value = text.slice(range.from, range.to);
  const end = value.endsWith('\n') ? '\n' : '';
  const cut = text.slice(0, range.from) + CUT + end + text.slice(range.to);
  return cut.split(LAST_APPLIED).length === 2 ? cut : undefined;
}
