import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { DraftOffer, useDraft } from '../drafts';
import {
  secretsOf,
  type FormPosition,
  type FormValues,
  type PageSchema,
} from '../form';
import { useIsMounted, useReport } from '../parts';
import { useLinks } from '../routes';
import { useWords } from '../words';
import { EditStep } from './EditStep';
import { isChanged, readDraft, toDraft } from './RequestDraft';
import { ReviewStep } from './ReviewStep';
import { UnknownOutcome } from './UnknownOutcome';
import { useRequestContent } from './useRequestContent';
import type { RequestableKind } from './useRequestKind';
import { useSubmission } from './useSubmission';

const START: FormPosition = { page: 0, reached: 0 };

/** The form, the review, and the steps after *Create*. */
export function RequestEditor(props: {
  requestable: RequestableKind;
  pages: readonly PageSchema[];
  initialValues: FormValues;
  onCreated(ref: ResourceRef): void;
}) {
  const { requestable, pages, onCreated } = props;
  const { promise, api } = requestable;
  const links = useLinks();
  const navigate = useNavigate();
  const t = useWords();
  const report = useReport();
  const isMounted = useIsMounted();
  const [initialValues] = useState(props.initialValues);
  const content = useRequestContent(requestable, initialValues);
  const [position, setPosition] = useState(START);
  const isTouched =
    content.mode === 'yaml' ||
    isChanged(pages, initialValues, content.values) ||
    content.isWritten;
  const draft = useDraft(
    `new:${promise.metadata.name}`,
    isTouched ? toDraft(pages, content, position) : undefined,
  );
  const { remove } = draft;
  const created = useCallback(
    (ref: ResourceRef) => {
      remove();
      onCreated(ref);
    },
    [remove, onCreated],
  );
  const finish = useCallback(
    (ref: ResourceRef) => {
      created(ref);
      if (!isMounted()) {
        // The user has gone to another page, and may be typing there.
        const { kind, name } = ref;
        report(t('newRequest.created', { kind, name }), 'success');
        return;
      }
      // The back button then leads to the page before the form, and not to a filled form.
      navigate(links.resource(ref), { replace: true });
    },
    [created, isMounted, navigate, links, report, t],
  );
  const fail = useCallback(
    ({ kind, name }: ResourceRef, isKnown: boolean) => {
      if (!isMounted()) {
        report(
          t(isKnown ? 'newRequest.notCreated' : 'newRequest.notKnown', {
            kind,
            name,
          }),
          'warning',
        );
      }
    },
    [isMounted, report, t],
  );
  const submission = useSubmission({ onCreated: finish, onFailed: fail });
  const isSecret = useMemo(() => secretsOf(pages), [pages]);
  const { state, create } = submission;

  if (state.step === 'unknown') {
    return (
      <UnknownOutcome
        submission={state}
        onLookAgain={submission.lookAgain}
        onCreate={() => create(state.sent, state.check)}
        onOpen={() => created(state.sent.ref)}
        onBack={submission.edit}
      />
    );
  }
  if (state.step === 'review' || state.step === 'creating') {
    return (
      <ReviewStep
        submission={state}
        isSecret={isSecret}
        plural={api.plural}
        onBack={submission.edit}
        onCreate={() => create(state.sent, state.check)}
      />
    );
  }
  const { found } = draft;
  const saved = found && readDraft(found.value);
  return (
    <>
      {found && saved && state.step !== 'checking' && (
        <DraftOffer
          draft={found}
          onTake={() => {
            content.restore(saved.content);
            setPosition(saved.position);
            draft.settle();
          }}
          onDiscard={draft.discard}
        />
      )}
      <EditStep
        requestable={requestable}
        pages={pages}
        content={content}
        position={position}
        onMove={setPosition}
        submission={state}
        onCheck={submission.check}
      />
    </>
  );
}
