import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import {
  ManifestForm,
  type FormPosition,
  type FormValues,
  type PageSchema,
} from '../form';
import { SectionCard } from '../parts';
import { Refusal } from '../refusal';
import { useLinks } from '../routes';
import { useWords } from '../words';
import { toRequestObject, toSubmitted } from './readSubmitted';
import { ReviewStep } from './ReviewStep';
import { UnknownOutcome } from './UnknownOutcome';
import { useFieldChecks } from './useFieldChecks';
import { useOpenCauses } from './useOpenCauses';
import type { RequestableKind } from './useRequestKind';
import { useSubmission } from './useSubmission';

/** The form, the review, and what happens after *Create*. */
export function RequestEditor(props: {
  requestable: RequestableKind;
  pages: readonly PageSchema[];
  initialValues: FormValues;
  onCreated(ref: ResourceRef): void;
}) {
  const { requestable, pages, initialValues, onCreated } = props;
  const { promise, api } = requestable;
  const t = useWords();
  const links = useLinks();
  const navigate = useNavigate();
  const [values, setValues] = useState(initialValues);
  const [position, setPosition] = useState<FormPosition>({
    page: 0,
    reached: 0,
  });
  const finish = useCallback(
    (ref: ResourceRef) => {
      onCreated(ref);
      // The back button leads to the page before the form, and not to a filled form.
      navigate(links.resource(ref), { replace: true });
    },
    [onCreated, navigate, links],
  );
  const { state, check, create, lookAgain, edit } = useSubmission({
    onCreated: finish,
  });
  const error = state.step === 'editing' ? state.error : undefined;
  const causes = useOpenCauses({ pages, error, values, onMove: setPosition });
  const checks = useFieldChecks({
    api,
    pages,
    name: values.objname,
    namespace: values.objnamespace,
  });
  const object = useMemo(
    () => toRequestObject({ promise, api, values }),
    [promise, api, values],
  );

  if (state.step === 'unknown') {
    return (
      <UnknownOutcome
        submission={state}
        onLookAgain={lookAgain}
        onCreate={() => create(state.sent, state.check)}
        onOpen={() => onCreated(state.sent.ref)}
      />
    );
  }
  if (state.step === 'review' || state.step === 'creating') {
    return (
      <ReviewStep
        submission={state}
        plural={api.plural}
        onBack={edit}
        onCreate={() => create(state.sent, state.check)}
      />
    );
  }
  return (
    <SectionCard title={t('newRequest.form')}>
      {error && causes.length === 0 && !error.causes?.length && (
        <div role="alert">
          <Refusal
            size="section"
            error={error}
            tried={{
              verb: 'create',
              ...toSubmitted(object, api).ref,
              plural: api.plural,
            }}
          />
        </div>
      )}
      <ManifestForm
        pages={pages}
        values={values}
        position={position}
        causes={causes}
        hints={checks.hints}
        onChange={next => setValues(current => ({ ...current, ...next }))}
        onMove={setPosition}
        onDone={next =>
          check(
            toSubmitted(
              toRequestObject({ promise, api, values: { ...values, ...next } }),
              api,
            ),
          )
        }
        isBusy={state.step === 'checking'}
        doneLabel={t('newRequest.review')}
      />
      <Text as="p" role="status" variant="body-small" color="secondary">
        {checks.name === 'free' && position.page === 0
          ? t('newRequest.name.free', { name: values.objname ?? '' })
          : ''}
      </Text>
    </SectionCard>
  );
}
