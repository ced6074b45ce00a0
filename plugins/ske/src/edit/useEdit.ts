import { useApi } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  INCOMPLETE_ROWS_KEY,
  printFieldPath,
  type ConfigureResult,
  type FieldPath,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState, type ComponentProps } from 'react';
import { skeApiRef } from '../api';
import {
  isEqual,
  mergeValues,
  readListKeys,
  type MergeChoice,
  type FieldDifference,
} from '../changes';
import { useDraft, type DraftOffer } from '../drafts';
import type { Schema } from '../editor';
import { listMisfits, type FormValues, type PageSchema } from '../form';
import type { KubernetesObject } from '../live';
import { useIsMounted, useReport } from '../parts';
import { useWords } from '../words';
import { isOfSameObject, toEditable, toEditableText } from './editable';
import {
  inMode,
  toContent,
  withText,
  withValues,
  type EditContent,
  type EditMode,
} from './EditContent';
import {
  readAsked,
  readEditDraft,
  toEditDraft,
  type Question,
} from './EditDraft';
import { readObject, submitEdit, type EditOutcome } from './submitEdit';

const NO_QUESTION: Question = { asked: [], object: {} };

type Failure = Exclude<EditOutcome, { type: 'done' }>;

/** The step of the edit. */
export type EditPhase =
  | { type: 'editing'; failed?: Failure }
  /** With `review`, the user has seen the result of a dry run. */
  | { type: 'sending'; dryRun: boolean; review?: ConfigureResult }
  | { type: 'review'; result: ConfigureResult }
  /** With `isReading`, the page reads the saved object for the next edit. */
  | { type: 'done'; result?: ConfigureResult; isReading?: boolean };

/** An edit of one object. */
export interface EditState {
  content: EditContent;
  setText(text: string): void;
  /** Called when the value of a page of the form has changed. */
  setValues(page: PageSchema, values: FormValues): void;
  setMode(mode: EditMode): void;
  /** The object when the edit began. */
  before: JsonObject;
  /** The text of the object when the edit began. */
  baseText: string;
  isChanged: boolean;
  /** Whether the text has another kind, name or namespace, so that it cannot be sent. */
  isOtherObject: boolean;
  /** What the user has changed, and what the cluster has changed since the edit began. */
  differences: readonly FieldDifference[];
  /** Whether the cluster has changed something since the edit began. */
  isStale: boolean;
  /** The object as it is now, as far as the page knows. */
  live: KubernetesObject;
  step: EditPhase;
  /** Sends the edit, or asks the cluster in a dry run what the edit would do. */
  submit(dryRun: boolean): Promise<void>;
  /** Adds the changes of the cluster to the text. */
  takeOver(choices: Readonly<Record<string, MergeChoice>>): void;
  goBack(): void;
  /** Starts again with the object as it is now. */
  restart(): void;
  /** Starts the next edit with the object that was saved. The stream may not have reported it yet, so it is read. */
  editAgain(): Promise<void>;
  /** The fields whose values a draft does not have, and which the user has not typed again. */
  asked: readonly string[];
  /** Called when the user leaves the values of `asked` as they are now. */
  stopAsking(): void;
  /** Whether the draft is of a deleted object whose name this object has now. */
  isDraftOfOther: boolean;
  /** The draft of an earlier visit. */
  draftOffer?: ComponentProps<typeof DraftOffer>;
}

/** Keeps what the user has written, and compares it with the object when the edit began and with the object now. Only the user changes the text. */
export function useEdit(options: {
  resourceRef: ResourceRef;
  live: KubernetesObject;
  schema?: Schema;
  /** The pages of the form, if there is one. */
  pages?: readonly PageSchema[];
}): EditState {
  const { resourceRef, schema, pages } = options;
  const { apiVersion, kind, namespace = '', name } = resourceRef;
  const [seen, setSeen] = useState<KubernetesObject>();
  const live = newerOf(options.live, seen);
  const api = useApi(skeApiRef);
  const t = useWords();
  const report = useReport();
  const isMounted = useIsMounted();
  const [base, setBase] = useState(live);
  const [step, setStep] = useState<EditPhase>({ type: 'editing' });
  const before = useMemo(() => toEditable(base), [base]);
  const now = useMemo(() => toEditable(live), [live]);
  const baseText = useMemo(() => toEditableText(before), [before]);
  const [content, setContent] = useState(() =>
    toContent(
      before,
      pages && listMisfits(pages, before.spec).length === 0 ? 'form' : 'yaml',
    ),
  );
  const listKeys = useMemo(() => readListKeys(schema), [schema]);
  const { object } = content;
  const { differences } = useMemo(
    () => mergeValues({ base: before, live: now, mine: object, listKeys }),
    [before, now, object, listKeys],
  );
  const isChanged = !content.isValid || !isEqual(object, before);
  const isOtherObject = !isOfSameObject(object, before);
  const isSending = step.type === 'sending';
  const [question, setQuestion] = useState(NO_QUESTION);
  const draftForm = useMemo(() => ({ pages, listKeys }), [pages, listKeys]);
  const asked = useMemo(
    () => readAsked(draftForm, question, object),
    [draftForm, question, object],
  );
  const draft = useDraft(
    // An object that is created again gets the draft of the object that had its name before.
    `edit:${[apiVersion, kind, namespace, name].join(' ')}`,
    useMemo(
      () =>
        isChanged && step.type !== 'done'
          ? toEditDraft(draftForm, content, base, asked)
          : undefined,
      [isChanged, step.type, draftForm, content, base, asked],
    ),
  );
  const saved = useMemo(
    () => draft.found && readEditDraft(draft.found.value, draftForm, live),
    [draft.found, draftForm, live],
  );
  /** Says how a save has ended that the user did not wait for. */
  const reportLeft = ({ type }: EditOutcome) => {
    if (type === 'done') {
      draft.remove();
      report(t('edit.left.saved', { name }), 'success');
    } else {
      report(
        t(type === 'unclear' ? 'edit.left.unclear' : 'edit.left.failed', {
          name,
        }),
        'warning',
      );
    }
  };
  // The response is about the edit that was sent, so the edit cannot change until the response arrives.
  const begin = (
    start: KubernetesObject,
    next: EditContent,
    missing = NO_QUESTION,
  ) => {
    if (isSending) {
      return;
    }
    setQuestion(missing);
    setBase(start);
    setContent(next);
    setStep({ type: 'editing' });
  };
  const restartWith = (start: KubernetesObject) =>
    begin(start, {
      ...toContent(toEditable(start), content.mode),
      revision: content.revision + 1,
    });
  return {
    content,
    setText: text => {
      if (isSending) {
        return;
      }
      setContent(known => withText(known, text));
      setStep({ type: 'editing' });
    },
    // A page also reports its value when it opens, so a report does not clear the rejection of the cluster.
    setValues: (page, values) => {
      if (!isSending) {
        setContent(known => withValues(known, page, values));
      }
    },
    setMode: mode => setContent(known => inMode(known, mode)),
    before,
    baseText,
    isChanged,
    isOtherObject,
    differences,
    isStale: !isEqual(before, now),
    live,
    step,
    submit: async dryRun => {
      if (!content.isValid || isOtherObject || isSending || asked.length > 0) {
        return;
      }
      setStep({
        type: 'sending',
        dryRun,
        ...(step.type === 'review' && { review: step.result }),
      });
      const mine = object;
      const outcome = await submitEdit(api, {
        ref: resourceRef,
        base,
        mine,
        dryRun,
      });
      if (!isMounted()) {
        if (!dryRun) {
          reportLeft(outcome);
        }
        return;
      }
      if (outcome.type === 'conflict' && outcome.live) {
        // The stream may bring this state of the object later, or not at all.
        setSeen(outcome.live);
      }
      setStep(toStep(outcome, dryRun));
    },
    takeOver: choices => {
      const { merged } = mergeValues({
        base: before,
        live: now,
        mine: object,
        listKeys,
        choices,
      });
      begin(
        live,
        toContent(merged as typeof object, content.mode, content),
        question,
      );
    },
    asked: asked.map(({ path }) => printAsked(path)),
    stopAsking: () => setQuestion(NO_QUESTION),
    goBack: () => setStep({ type: 'editing' }),
    restart: () => restartWith(live),
    editAgain: async () => {
      setStep(known =>
        known.type === 'done' ? { ...known, isReading: true } : known,
      );
      const written = await readObject(api, resourceRef);
      setSeen(written ?? seen);
      restartWith(newerOf(live, written));
    },
    isDraftOfOther: saved?.isOfOther === true,
    ...(draft.found &&
      saved && {
        draftOffer: {
          draft: draft.found,
          onTake: () => {
            begin(
              saved.base,
              {
                ...(pages ? saved.content : inMode(saved.content, 'yaml')),
                revision: content.revision + 1,
              },
              { asked: saved.asked, object: saved.content.object },
            );
            draft.settle();
          },
          onDiscard: draft.discard,
        },
      }),
  };
}

/** A value in a row that is not complete has the path of its map. */
function printAsked(path: FieldPath): string {
  const end = path.indexOf(INCOMPLETE_ROWS_KEY);
  return printFieldPath(end < 0 ? path : path.slice(0, end));
}

/** The newer of two states of an object that come from different sources. */
function newerOf(
  live: KubernetesObject,
  seen: KubernetesObject | undefined,
): KubernetesObject {
  const versionOf = ({ metadata }: KubernetesObject) =>
    Number(metadata.resourceVersion);
  return seen?.metadata.uid === live.metadata.uid &&
    versionOf(seen) > versionOf(live)
    ? seen
    : live;
}

function toStep(outcome: EditOutcome, dryRun: boolean): EditPhase {
  if (outcome.type !== 'done') {
    return { type: 'editing', failed: outcome };
  }
  const { result } = outcome;
  return dryRun && result
    ? { type: 'review', result }
    : { type: 'done', ...(result && { result }) };
}
