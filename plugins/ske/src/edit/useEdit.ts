import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ConfigureResult,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { skeApiRef } from '../api';
import {
  isEqual,
  mergeValues,
  readListKeys,
  type Choice,
  type FieldDifference,
} from '../changes';
import type { Schema } from '../editor';
import type { KubernetesObject } from '../live';
import { toEditable, toEditableText } from './editable';
import { readEdit } from './readEdit';
import { submitEdit, type EditOutcome } from './submitEdit';

/** Where the user is. */
export type EditStep =
  | { type: 'editing'; failed?: Exclude<EditOutcome, { type: 'done' }> }
  | { type: 'sending'; dryRun: boolean }
  | {
      type: 'review';
      result: ConfigureResult;
      failed?: Exclude<EditOutcome, { type: 'done' }>;
    }
  | { type: 'done'; result?: ConfigureResult };

/** An edit of one object. */
export interface EditState {
  text: string;
  setText(text: string): void;
  /** The text of the object when the edit began. */
  baseText: string;
  isValid: boolean;
  isChanged: boolean;
  /** What the user has changed, and what the cluster has changed since the edit began. */
  differences: readonly FieldDifference[];
  /** Whether the cluster has changed something since the edit began. */
  isStale: boolean;
  step: EditStep;
  /** Asks the cluster what the edit would do, or sends it. */
  submit(dryRun: boolean): Promise<void>;
  /** Puts what the cluster has changed into the text. */
  takeOver(choices: Readonly<Record<string, Choice>>): void;
  goBack(): void;
  /** Starts again with the object as it is now. */
  restart(): void;
}

/** Keeps the text of an edit, and compares it with the object as it was and as it is. Only the user changes the text. */
export function useEdit(
  ref: ResourceRef,
  live: KubernetesObject,
  schema?: Schema,
): EditState {
  const api = useApi(skeApiRef);
  const [base, setBase] = useState(live);
  const [step, setStep] = useState<EditStep>({ type: 'editing' });
  const before = useMemo(() => toEditable(base), [base]);
  const now = useMemo(() => toEditable(live), [live]);
  const baseText = useMemo(() => toEditableText(before), [before]);
  const [text, setText] = useState(baseText);
  const mine = useMemo(() => readEdit(text), [text]);
  const listKeys = useMemo(() => readListKeys(schema), [schema]);
  const { differences } = useMemo(
    () =>
      mergeValues({ base: before, live: now, mine: mine ?? before, listKeys }),
    [before, now, mine, listKeys],
  );
  const begin = (object: KubernetesObject, value: string) => {
    setBase(object);
    setText(value);
    setStep({ type: 'editing' });
  };
  return {
    text,
    setText: value => {
      setText(value);
      setStep({ type: 'editing' });
    },
    baseText,
    isValid: mine !== undefined,
    isChanged: mine === undefined || !isEqual(mine, before),
    differences,
    isStale: !isEqual(before, now),
    step,
    submit: async dryRun => {
      if (!mine || step.type === 'sending') {
        return;
      }
      setStep({ type: 'sending', dryRun });
      const outcome = await submitEdit(api, { ref, base, mine, dryRun });
      setStep(toStep(outcome, dryRun));
    },
    takeOver: choices => {
      const { merged } = mergeValues({
        base: before,
        live: now,
        mine,
        listKeys,
        choices,
      });
      begin(live, toEditableText(merged as typeof before));
    },
    goBack: () => setStep({ type: 'editing' }),
    restart: () => begin(live, toEditableText(now)),
  };
}

function toStep(outcome: EditOutcome, dryRun: boolean): EditStep {
  if (outcome.type !== 'done') {
    return { type: 'editing', failed: outcome };
  }
  const { result } = outcome;
  return dryRun && result
    ? { type: 'review', result }
    : { type: 'done', ...(result && { result }) };
}
