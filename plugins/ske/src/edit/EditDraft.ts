import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject } from '../values';
import {
  hasPasswords,
  withoutPasswords,
  withoutSecrets,
  type PageSchema,
} from '../form';
import type { KubernetesObject } from '../live';
import { toEditable } from './editable';
import { LAST_APPLIED } from '../values';
import { toContent, withText, type EditContent } from './EditContent';

/**
 * Makes the draft of an edit, with the object and the resourceVersion that the edit began with. The draft has no values of password
 * fields, and no text in which they could be. Where the fields are not known, values that look like secrets are left out.
 */
export function toEditDraft(
  pages: readonly PageSchema[] | undefined,
  content: EditContent,
  base: KubernetesObject,
): JsonObject {
  const before = toEditable(base);
  const { mode, object, text } = content;
  const stripped = strip(pages, object);
  const isTextSafe =
    !(pages && hasPasswords(pages)) &&
    JSON.stringify(stripped) === JSON.stringify(object);
  return {
    mode,
    version: base.metadata.resourceVersion,
    base: strip(pages, before),
    object: stripped,
    ...(mode === 'yaml' && isTextSafe && { text }),
  };
}

/**
 * Reads the draft of an edit, which an older version of the portal may have written. Passwords have the values that they have on the cluster now.
 *
 * @returns the object that the edit began with, and what the user had written
 */
export function readEditDraft(
  stored: unknown,
  pages: readonly PageSchema[] | undefined,
  live: KubernetesObject,
): { base: KubernetesObject; content: EditContent } | undefined {
  const draft = asObject(stored);
  const before = asObject(draft?.base);
  const object = asObject(draft?.object);
  if (
    !draft ||
    !before ||
    !object ||
    !asObject(before.metadata) ||
    !asObject(object.metadata) ||
    typeof draft.version !== 'string'
  ) {
    return undefined;
  }
  const now = toEditable(live);
  const shown = strip(pages, now);
  const restore = (value: JsonObject) =>
    withSecrets(value, shown, now) as JsonObject;
  const content = toContent(
    restore(object),
    draft.mode === 'form' ? 'form' : 'yaml',
  );
  const base = restore(before) as unknown as KubernetesObject;
  return {
    base: {
      ...base,
      metadata: {
        ...base.metadata,
        uid: live.metadata.uid,
        resourceVersion: draft.version,
      },
    },
    content:
      typeof draft.text === 'string' ? withText(content, draft.text) : content,
  };
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

/** Adds the parts of `full` that `stripped` lacks to a value again, if the value still has their parents. */
function withSecrets(
  value: JsonValue,
  stripped: JsonValue | undefined,
  full: JsonValue,
): JsonValue {
  if (
    Array.isArray(value) &&
    Array.isArray(stripped) &&
    Array.isArray(full) &&
    value.length === full.length
  ) {
    return value.map((each, index) =>
      withSecrets(each, stripped[index], full[index]),
    );
  }
  const own = asObject(value);
  const known = asObject(stripped);
  const all = asObject(full);
  if (!own || !known || !all) {
    return value;
  }
  const result: JsonObject = { ...own };
  for (const [name, inner] of Object.entries(all)) {
    if (inner === undefined) {
      continue;
    }
    if (!Object.hasOwn(known, name)) {
      result[name] ??= inner;
    } else if (own[name] !== undefined && Object.hasOwn(own, name)) {
      result[name] = withSecrets(own[name], known[name], inner);
    }
  }
  return result;
}
