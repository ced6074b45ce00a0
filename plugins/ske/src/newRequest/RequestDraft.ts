import type { JsonObject } from '@backstage/types';
import {
  hasPasswords,
  readValues,
  withoutPasswords,
  type FormPosition,
  type FormValues,
  type PageSchema,
} from '../form';
import type { Content } from './useRequestContent';

/** Makes the draft of a request. It has no values of password fields, and no text in which they could be. */
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
  const { spec: _spec, ...kept } = base ?? {};
  return {
    values: { ...withoutPasswords(pages, values) } as JsonObject,
    position: { ...position },
    ...(base && { base: kept }),
    ...(mode === 'yaml' && !hasPasswords(pages) && { text: yaml }),
  };
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
  const { text, base } = draft;
  const { page, reached } = (draft.position ?? {}) as Partial<FormPosition>;
  return {
    content: {
      mode: typeof text === 'string' ? 'yaml' : 'form',
      values,
      ...(typeof text === 'string' && { text }),
      ...(typeof base === 'object' && { base: base as JsonObject }),
    },
    position: { page: toIndex(page), reached: toIndex(reached) },
  };
}

function toIndex(value: unknown): number {
  return Number.isInteger(value) ? Math.max(0, value as number) : 0;
}
