import type { JsonObject } from '@backstage/types';
import { type FieldPath, LAST_APPLIED } from '@kratix-portal/plugin-ske-common';
import { isEqual, type ListKeys } from '../changes';
import {
  hasPasswords,
  withoutPasswords,
  withoutSecrets,
  type PageSchema,
} from '../form';
import type { KubernetesObject } from '../live';
import { asObject, textAt, valueAt } from '../values';
import { fromDraftText, toDraftText } from './draftText';
import { toEditable } from './editable';
import { toContent, withText, type EditContent } from './EditContent';
import {
  findSame,
  listOmitted,
  omittedPaths,
  readOmitted,
  readPaths,
  stillAsked,
  withValue,
  type AskedValue,
} from './omittedValues';

/** What the Promise says about the object of a draft. */
interface DraftForm {
  /** The pages of the form, if there is one. */
  pages: readonly PageSchema[] | undefined;
  listKeys: ListKeys;
}

/**
 * Makes the draft of an edit, with the object and the resourceVersion that the edit began with. The draft has no values of password fields, and no YAML text if
 * the text could contain such values. Where the fields are not known, values that look like secrets are left out. For each value that is left
 * out, the draft has the place of the same value in the object that the edit began with.
 */
export function toEditDraft(
  { pages, listKeys }: DraftForm,
  content: EditContent,
  base: KubernetesObject,
  /** The values of an earlier draft that the user has not typed again. */
  asked: readonly AskedValue[] = [],
): JsonObject {
  const before = toEditable(base);
  const { mode, object, text } = content;
  const kept = strip(pages, object);
  const keptBase = strip(pages, before);
  const omitted = listOmitted({
    object,
    kept,
    base: before,
    keptBase,
    listKeys,
    asked,
  });
  const isTextSafe =
    !(pages && hasPasswords(pages)) &&
    omitted.every(({ path }) => path.at(-1) === LAST_APPLIED);
  // The form can contain incomplete input, which the text does not contain.
  const draftText =
    (mode === 'yaml' || content.isValid) && isTextSafe
      ? toDraftText(text, {
          copy: textAt(before, 'metadata', 'annotations', LAST_APPLIED),
          hasForm: pages !== undefined,
        })
      : undefined;
  return JSON.parse(
    JSON.stringify({
      mode,
      uid: base.metadata.uid,
      version: base.metadata.resourceVersion,
      generation: base.metadata.generation,
      base: keptBase,
      baseOmitted: omittedPaths(before, keptBase),
      object: kept,
      omitted,
      text: draftText,
    }),
  );
}

/** What a draft of an edit contains. */
export interface ReadDraft {
  /** The object that the edit began with. */
  base: KubernetesObject;
  /** What the user had written. */
  content: EditContent;
  /** Whether the edit began with another object of the same name, which has been deleted since. */
  isOfOther: boolean;
  /** The values that the user has to type again. */
  asked: readonly AskedValue[];
}

/** Values that the user has to type again, and the object as it was when the page asked for these values. */
export interface Question {
  readonly asked: readonly AskedValue[];
  readonly object: JsonObject;
}

/** The values that the user has not typed again yet, with their places in the object as it is now. */
export function readAsked(
  { pages, listKeys }: DraftForm,
  { asked, object }: Question,
  now: JsonObject,
): readonly AskedValue[] {
  return asked.length === 0
    ? asked
    : stillAsked(asked, {
        object,
        kept: strip(pages, object),
        now,
        keptNow: strip(pages, now),
        listKeys,
      });
}

/**
 * Reads the draft of an edit. Passwords have the values that they have on the cluster now. A password that the user had typed, or whose item of a list is not
 * found on the cluster, has to be typed again.
 */
export function readEditDraft(
  stored: unknown,
  { pages, listKeys }: DraftForm,
  live: KubernetesObject,
): ReadDraft | undefined {
  const draft = asObject(stored);
  const keptBase = asObject(draft?.base);
  const kept = asObject(draft?.object);
  const omitted = readOmitted(draft?.omitted);
  if (
    !draft ||
    !keptBase ||
    !kept ||
    !omitted ||
    !asObject(keptBase.metadata) ||
    !asObject(kept.metadata) ||
    typeof draft.version !== 'string'
  ) {
    return undefined;
  }
  const now = toEditable(live);
  const shown = strip(pages, now);
  const isOfOther =
    typeof draft.uid === 'string' && draft.uid !== live.metadata.uid;
  // The generation is the same, so the spec has not changed, and items of lists have the same index.
  const isSame =
    !isOfOther &&
    typeof draft.generation === 'number' &&
    draft.generation === live.metadata.generation;
  const placeOf = (path: FieldPath) =>
    isSame ? path : findSame(path, keptBase, shown, listKeys);
  const restore = (target: JsonObject, path: FieldPath, from?: FieldPath) => {
    const place = from && placeOf(from);
    const value = place && valueAt(now, ...place);
    const restored =
      value === undefined ? target : withValue(target, path, value);
    return { isFound: place !== undefined, restored: restored as JsonObject };
  };
  const lost: FieldPath[] = [];
  let object = kept;
  for (const { path, from, isTyped } of omitted) {
    const { isFound, restored } = restore(object, path, from);
    object = restored;
    if (!isFound || isTyped) {
      lost.push(path);
    }
  }
  const base = readPaths(draft.baseOmitted).reduce(
    (target, path) => restore(target, path, path).restored,
    keptBase,
  ) as unknown as KubernetesObject;
  const content = toContent(object, draft.mode === 'form' ? 'form' : 'yaml');
  const text =
    typeof draft.text === 'string'
      ? fromDraftText(draft.text, live)
      : undefined;
  return {
    base:
      isOfOther && isEqual(base as unknown as JsonObject, now)
        ? live
        : {
            ...base,
            metadata: {
              ...base.metadata,
              // With the uid of a deleted object, the cluster rejects the edit until the user has merged it.
              uid: isOfOther ? String(draft.uid) : live.metadata.uid,
              resourceVersion: draft.version,
              ...(typeof draft.generation === 'number' && {
                generation: draft.generation,
              }),
            },
          },
    isOfOther,
    content: text === undefined ? content : withDraftText(content, text),
    asked: lost.map(path => ({ path, value: valueAt(object, ...path) })),
  };
}

/** In form mode the text only adds comments and the order of the keys. */
function withDraftText(content: EditContent, text: string): EditContent {
  const read = withText(content, text);
  if (content.mode === 'yaml') {
    return read;
  }
  return read.isValid && isEqual(read.object, content.object)
    ? { ...content, text }
    : content;
}

function strip(
  pages: readonly PageSchema[] | undefined,
  object: JsonObject,
): JsonObject {
  const values = { spec: object.spec };
  const { spec } = pages
    ? withoutPasswords(pages, values)
    : withoutSecrets([], values);
  const { spec: _spec, ...others } = object;
  return withoutLastApplied({
    ...others,
    ...(spec !== undefined && { spec }),
  });
}

/** kubectl writes the whole manifest into this annotation, with its secrets. */
function withoutLastApplied(object: JsonObject): JsonObject {
  const metadata = asObject(object.metadata);
  const annotations = asObject(metadata?.annotations);
  if (!annotations || !Object.hasOwn(annotations, LAST_APPLIED)) {
    return object;
  }
  const { [LAST_APPLIED]: _copy, ...others } = annotations;
  return { ...object, metadata: { ...metadata, annotations: others } };
}
