import { LAST_APPLIED } from '@kratix-portal/plugin-ske-common';
import type { JsonObject } from '@backstage/types';
import {
  hasPasswords,
  readValues,
  withoutPasswords,
  type FormPosition,
  type FormValues,
  type PageSchema,
} from '../form';
import { isObject, textAt, valueAt } from '../values';
import type { Content } from './useRequestContent';

/**
 * Makes the draft of a request. The draft has no values of password fields, and no text in which they could be. Instead of such a text the draft has
 * the last valid object, without comments.
 */
export function toDraft(
  pages: readonly PageSchema[],
  content: {
    mode: 'form' | 'yaml';
    values: FormValues;
    base?: JsonObject;
    yaml: string;
  },
  position: FormPosition,
): JsonObject {
  const { mode, values, base, yaml } = content;
  const hasSecrets = hasPasswords(pages);
  return {
    mode,
    values: { ...withoutPasswords(pages, values) } as JsonObject,
    position: { ...position },
    ...(base && { base: withoutSpec(base, hasSecrets) }),
    // A form that was YAML before keeps the comments of the text.
    ...((mode === 'yaml' || base) && !hasSecrets && { text: yaml }),
  };
}

/** The parts that the form does not show, such as labels and annotations. */
function withoutSpec(base: JsonObject, hasSecrets: boolean): JsonObject {
  const { spec: _spec, ...kept } = base;
  const annotations = valueAt(base, 'metadata', 'annotations');
  if (!hasSecrets || !isObject(kept.metadata) || !isObject(annotations)) {
    return kept;
  }
  // kubectl keeps a copy of the whole object here, with the passwords.
  const { [LAST_APPLIED]: _copy, ...others } = annotations;
  return { ...kept, metadata: { ...kept.metadata, annotations: others } };
}

/** Whether the user has filled in anything. The namespace does not count, because a new form fills it in by itself. */
export function isChanged(
  pages: readonly PageSchema[],
  initial: FormValues,
  values: FormValues,
): boolean {
  const preset = pages
    .map(({ properties }) => textAt(properties, 'objnamespace', 'default'))
    .find(text => text !== undefined);
  const print = ({ objname, objnamespace = preset, spec }: FormValues) =>
    JSON.stringify([objname, objnamespace, spec ?? {}]);
  return print(initial) !== print(values);
}

/** Reads a draft, which an older version of the portal may have written. */
export function readDraft(
  stored: unknown,
): { content: Omit<Content, 'revision'>; position: FormPosition } | undefined {
  const draft = stored as JsonObject | null;
  const values = readValues(draft?.values);
  if (!draft || !values) {
    return undefined;
  }
  const { text, base, mode } = draft;
  const { page, reached } = (draft.position ?? {}) as Partial<FormPosition>;
  return {
    content: {
      mode:
        mode !== 'form' && (typeof text === 'string' || mode === 'yaml')
          ? 'yaml'
          : 'form',
      values,
      ...(typeof text === 'string' && { text }),
      ...(isObject(base) && { base }),
    },
    position: { page: toIndex(page), reached: toIndex(reached) },
  };
}

function toIndex(value: unknown): number {
  return Number.isInteger(value) ? Math.max(0, value as number) : 0;
}
