import { useMemo, type Dispatch, type SetStateAction } from 'react';
import {
  FormColumns,
  listHidden,
  ManifestForm,
  ModeSwitch,
  secretsOf,
  useOpenCauses,
  YamlSide,
  type FormPosition,
  type PageSchema,
} from '../form';
import { SectionCard } from '../parts';
import { Refusal } from '../refusal';
import { useWords } from '../words';
import { asksNamespace } from './namespacePage';
import { describeObstacle, describeUnfinished } from './obstacles';
import {
  HIDDEN_NAMESPACE,
  toRequestObject,
  toSubmitted,
} from './readSubmitted';
import { useFieldChecks } from './useFieldChecks';
import type { useRequestContent } from './useRequestContent';
import type { RequestableKind } from './useRequestKind';
import type { RequestStep, Submitted } from './useSubmission';
import { YamlMode } from './YamlMode';

/** The step in which the user writes the request, in the form or as YAML. */
export function EditStep(props: {
  requestable: RequestableKind;
  pages: readonly PageSchema[];
  content: ReturnType<typeof useRequestContent>;
  position: FormPosition;
  onMove: Dispatch<SetStateAction<FormPosition>>;
  submission: Extract<RequestStep, { step: 'editing' | 'checking' }>;
  onCheck(sent: Submitted): void;
}) {
  const { requestable, pages, content, position, onMove, submission } = props;
  const { api } = requestable;
  const { values, object } = content;
  const t = useWords();
  const error = submission.step === 'editing' ? submission.error : undefined;
  const causes = useOpenCauses({ pages, error, values, onMove });
  const isBusy = submission.step === 'checking';
  const hidden = useMemo(() => listHidden(pages, values.spec), [pages, values]);
  const isSecret = useMemo(() => secretsOf(pages), [pages]);
  const checks = useFieldChecks({
    api,
    pages,
    name: values.objname,
    namespace:
      values.objnamespace ??
      (api.scope === 'Cluster' || asksNamespace(pages)
        ? undefined
        : HIDDEN_NAMESPACE),
  });
  const isForm = content.mode === 'form';
  const unfinished = isForm ? describeUnfinished(t, pages, values) : undefined;
  const obstacle = describeObstacle(t, pages, values, position.page);
  const note =
    checks.name === 'free' && causes.length === 0
      ? t('newRequest.name.free', { name: values.objname ?? '' })
      : '';
  return (
    <>
      <ModeSwitch
        mode={content.mode}
        blocked={
          unfinished ??
          (content.problem && t('form.yaml.blocked')) ??
          content.misfit
        }
        onForm={content.toFormMode}
        onYaml={content.toYamlMode}
      />
      {error && !error.causes?.length && error.code !== 'already-exists' && (
        <div role="alert">
          <Refusal
            size="section"
            error={error}
            tried={{
              verb: 'create',
              ...toSubmitted(toRequestObject({ requestable, values }), api).ref,
              plural: api.plural,
            }}
          />
        </div>
      )}
      {content.mode === 'yaml' ? (
        <YamlMode
          api={api}
          hidden={hidden}
          isSecret={isSecret}
          text={content.yaml}
          problem={content.problem ?? content.missing}
          causes={causes}
          isBusy={isBusy}
          note={note}
          onChange={content.setText}
          onDone={() => object && props.onCheck(toSubmitted(object, api))}
        />
      ) : (
        <FormColumns>
          <SectionCard title={t('newRequest.form')}>
            <ManifestForm
              key={content.revision}
              pages={pages}
              values={values}
              position={position}
              causes={causes}
              hints={checks.hints}
              note={position.page === 0 ? note : ''}
              onChange={content.change}
              onMove={onMove}
              onDone={next => {
                const all = { ...values, ...next };
                const { base } = content;
                if (!describeObstacle(t, pages, all, position.page)) {
                  props.onCheck(
                    toSubmitted(
                      toRequestObject({ requestable, values: all, base }),
                      api,
                    ),
                  );
                }
              }}
              isBusy={isBusy}
              obstacle={obstacle}
              doneLabel={t('newRequest.review')}
            />
          </SectionCard>
          <YamlSide
            title={t('newRequest.yaml.title')}
            text={content.yaml}
            hidden={hidden}
            isSecret={isSecret}
          />
        </FormColumns>
      )}
    </>
  );
}
