import type { JsonObject } from '@backstage/types';
import { useCallback, useMemo, useState } from 'react';
import {
  listMisfits,
  updateYaml,
  withoutMarks,
  type FormValues,
} from '../form';
import { useWords } from '../words';
import { describeMisfits, readRequestYaml } from './readRequestYaml';
import { toRequestObject, toYaml } from './readSubmitted';
import type { RequestableKind } from './useRequestKind';

/** What the user has written, as a form or as YAML. */
export interface Content {
  readonly mode: 'form' | 'yaml';
  readonly values: FormValues;
  /** The request of the last valid text. The form changes only the spec of this request. */
  readonly base?: JsonObject;
  /** In YAML mode, the text that the user edits; absent until the user has edited it. In form mode, the last text, so that its comments are kept. */
  readonly text?: string;
  /** Increases whenever the values change outside of the form, which then starts again with the new values. */
  readonly revision: number;
}

/** Holds one request that can be written in a form and as YAML, and loses nothing when the user switches. */
export function useRequestContent(
  requestable: RequestableKind,
  initial: FormValues,
) {
  const { api, pages } = requestable;
  const t = useWords();
  const [content, setContent] = useState<Content>(() => ({
    mode: listMisfits(pages, initial.spec).length === 0 ? 'form' : 'yaml',
    values: initial,
    revision: 0,
  }));
  const { mode, values, base, text, revision } = content;
  const object = useMemo(
    () => toRequestObject({ requestable, values, base }),
    [requestable, values, base],
  );
  const yaml = useMemo(() => {
    if (mode === 'yaml') {
      return text ?? toYaml(object);
    }
    const shown = withoutMarks(object, t('form.invalidYaml')) as JsonObject;
    return writeYaml(text, shown);
  }, [mode, text, object, t]);
  const read = useMemo(
    () => (mode === 'yaml' ? readRequestYaml(yaml, api, t) : undefined),
    [mode, yaml, api, t],
  );
  if (read && 'object' in read && read.object !== base) {
    // While the text is not valid, the draft contains the last valid object.
    setContent({ ...content, values: read.values, base: read.object });
  }
  const misfits = useMemo(
    () =>
      read && 'object' in read
        ? [...read.misfits, ...listMisfits(pages, read.object.spec)]
        : [],
    [read, pages],
  );
  const isWritten = useMemo(
    () =>
      base !== undefined &&
      yaml !== toYaml(toRequestObject({ requestable, values })),
    [base, yaml, requestable, values],
  );
  const change = useCallback(
    (next: FormValues) =>
      setContent(before => ({
        ...before,
        values: { ...before.values, ...next },
      })),
    [],
  );
  const restore = useCallback(
    (saved: Omit<Content, 'revision'>) =>
      setContent(before => ({ ...saved, revision: before.revision + 1 })),
    [],
  );
  const setText = useCallback(
    (next: string) => setContent(before => ({ ...before, text: next })),
    [],
  );
  const toYamlMode = () =>
    setContent(before => ({ ...before, mode: 'yaml', text: yaml }));
  const toFormMode = () => {
    if (read && 'object' in read && misfits.length === 0) {
      setContent({
        mode: 'form',
        values: read.values,
        base: read.object,
        text: yaml,
        revision: revision + 1,
      });
    }
  };
  const valid = read && 'object' in read ? read.object : undefined;
  const sent = mode === 'yaml' ? valid : object;
  return {
    mode,
    values: read && 'values' in read ? read.values : values,
    base,
    revision,
    /** The request that would be sent. Undefined in YAML mode while the text is invalid. */
    object: sent,
    problem: read && 'problem' in read ? read.problem : undefined,
    /** Whether the YAML has something that the form cannot show, such as labels and comments. */
    isWritten,
    /** Why the form cannot show a text that is valid. */
    misfit: misfits.length > 0 ? describeMisfits(t, misfits) : undefined,
    /** Why a text that the form can show cannot be sent. */
    missing: read && 'missing' in read ? read.missing : undefined,
    yaml,
    change,
    restore,
    setText,
    toYamlMode,
    toFormMode,
  };
}

function writeYaml(text: string | undefined, object: JsonObject): string {
  if (text === undefined) {
    return toYaml(object);
  }
  try {
    return updateYaml(text, object);
  } catch {
    return toYaml(object);
  }
}
