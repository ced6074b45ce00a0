import type { JsonObject, JsonValue } from '@backstage/types';
import { isEqual } from '../changes';
import {
  applyChanges,
  isUnfinished,
  withoutMarks,
  openSpec,
  updateYaml,
  type FormValues,
  type PageSchema,
} from '../form';
import { withoutUndefined } from '../values';
import { toEditableText } from './editable';
import { readEdit } from './readEdit';

/** How the user writes. */
export type EditMode = 'form' | 'yaml';

/**
 * What the user has written, as a form and as YAML at the same time.
 *
 * `object` is the last valid object. In form mode `object` is sent to the cluster, without the values that only the form filled in.
 */
export interface EditContent {
  readonly mode: EditMode;
  readonly object: JsonObject;
  readonly text: string;
  /** Whether the text and the object are the same. They differ while the text is invalid. */
  readonly isValid: boolean;
  /** The spec as the form holds it. */
  readonly spec: JsonValue | undefined;
  /** Increases whenever the values change outside of the form, which then starts again with the new values. */
  readonly revision: number;
}

/** The content for an object. If there is a text already, its comments and its order are kept. */
export function toContent(
  object: JsonObject,
  mode: EditMode,
  before?: { text: string; revision: number },
): EditContent {
  return {
    mode,
    object,
    text: before ? writeText(before.text, object) : toEditableText(object),
    // A draft may have input that is not complete.
    isValid: !isUnfinished(object.spec),
    spec: object.spec,
    revision: (before?.revision ?? 0) + 1,
  };
}

/** The YAML beside the form. Incomplete input is shown without the internal keys under which our fields keep it. */
export function textBeside(
  { isValid, object, text }: EditContent,
  invalidYaml: string,
): string {
  return isValid
    ? text
    : toEditableText(withoutMarks(object, invalidYaml) as JsonObject);
}

/** The content after the user has typed into the editor. */
export function withText(content: EditContent, text: string): EditContent {
  const object = readEdit(text);
  return {
    ...content,
    mode: 'yaml',
    text,
    isValid: object !== undefined,
    ...(object && { object }),
  };
}

/** The content after a page of the form has reported its value. */
export function withValues(
  content: EditContent,
  page: PageSchema,
  { spec }: FormValues,
): EditContent {
  const { object } = content;
  const changed = applyChanges(object.spec, openSpec(page, content.spec), spec);
  if (isEqual(changed, object.spec)) {
    return { ...content, spec, isValid: !isUnfinished(spec) };
  }
  const next = withoutUndefined({ ...object, spec: changed });
  return {
    ...content,
    spec,
    object: next,
    text: writeText(content.text, next),
    isValid: !isUnfinished(spec),
  };
}

/** The same content in another mode. A text that is not valid cannot be shown as a form. */
export function inMode(content: EditContent, mode: EditMode): EditContent {
  if (mode === content.mode || !content.isValid) {
    return content;
  }
  return mode === 'yaml'
    ? { ...content, mode }
    : {
        ...content,
        mode,
        spec: content.object.spec,
        revision: content.revision + 1,
      };
}

function writeText(text: string, object: JsonObject): string {
  try {
    return updateYaml(text, object);
  } catch {
    return toEditableText(object);
  }
}
