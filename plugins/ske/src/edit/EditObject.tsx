import { Button, ButtonLink, Text } from '@backstage/ui';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import {
  toObjectSchema,
  YamlEditor,
  type OutsideProblem,
  type Schema,
} from '../editor';
import { useAccess, type KubernetesObject } from '../live';
import { DisabledReason, SectionCard, ToneNotice } from '../parts';
import { useWords, type Words } from '../words';
import styles from './EditObject.module.css';
import { Failed } from './Failed';
import { LiveChanges } from './LiveChanges';
import { listImmutable } from './readEdit';
import { Review } from './Review';
import { useEdit } from './useEdit';

/** Changes an object as YAML: the text, then what the cluster says to it, then the write. */
export function EditObject(props: {
  resourceRef: ResourceRef;
  object: KubernetesObject;
  isDeleted?: boolean;
  /** The schema of the kind, from its Promise. Without it only the cluster checks the text. */
  crdSchema?: Schema;
  /** The address of the page that shows the object. */
  overviewHref: string;
}) {
  const { resourceRef, object, crdSchema } = props;
  const t = useWords();
  const schema = useMemo(
    () => crdSchema && toObjectSchema(crdSchema),
    [crdSchema],
  );
  const edit = useEdit(resourceRef, object, schema);
  const reason = useReadOnlyReason(props);
  const readOnlyParts = useMemo(() => listReadOnlyParts(t), [t]);
  const immutable = useMemo(
    () =>
      listImmutable(edit.differences, schema, field =>
        t('edit.immutable', { field }),
      ),
    [t, edit.differences, schema],
  );
  const { step } = edit;
  const failed = step.type === 'editing' ? step.failed : undefined;
  const problems = useMemo(
    () => [...immutable, ...toProblems(failed?.error.causes)],
    [immutable, failed],
  );
  if (step.type === 'done') {
    return (
      <SectionCard title={t('edit.title')}>
        <ToneNotice
          tone="positive"
          actions={
            <>
              <ButtonLink size="small" href={props.overviewHref}>
                {t('edit.open')}
              </ButtonLink>
              <Button size="small" variant="secondary" onPress={edit.restart}>
                {t('edit.again')}
              </Button>
            </>
          }
        >
          {t(
            step.result?.operation === 'unchanged'
              ? 'edit.unchanged'
              : 'edit.saved',
          )}{' '}
          {step.result?.notices.join(' ')}
        </ToneNotice>
      </SectionCard>
    );
  }
  const isSending = step.type === 'sending';
  const obstacle = readObstacle(t, edit);
  return (
    <div className={styles.page}>
      {reason && <ToneNotice tone="neutral">{reason}</ToneNotice>}
      {edit.isStale && !reason && (
        <LiveChanges
          differences={edit.differences}
          object={object}
          canMerge={edit.isValid && !isSending}
          onMerge={edit.takeOver}
        />
      )}
      <div role="status" className={styles.status}>
        {failed && (
          <Failed
            resourceRef={resourceRef}
            outcome={failed}
            isStale={edit.isStale}
          />
        )}
      </div>
      {step.type === 'review' ? (
        <Review
          before={edit.baseText}
          after={edit.text}
          result={step.result}
          onBack={edit.goBack}
          onSave={() => void edit.submit(false)}
        />
      ) : (
        <SectionCard title={t('edit.title')}>
          <YamlEditor
            label={t('edit.label', {
              kind: resourceRef.kind,
              name: resourceRef.name,
            })}
            value={edit.text}
            onChange={edit.setText}
            schema={schema}
            problems={problems}
            readOnlyParts={readOnlyParts}
            isReadOnly={reason !== undefined || isSending}
          />
          {!reason && (
            <>
              {!obstacle && (
                <Text as="p" variant="body-small" color="secondary">
                  {t('edit.nothingWritten')}
                </Text>
              )}
              <div className={styles.actions}>
                {obstacle ? (
                  <DisabledReason label={t('edit.review')} reason={obstacle} />
                ) : (
                  <Button
                    isPending={isSending}
                    onPress={() => void edit.submit(true)}
                  >
                    {t('edit.review')}
                  </Button>
                )}
                {edit.isChanged && (
                  <Button variant="secondary" onPress={edit.restart}>
                    {t('edit.discard')}
                  </Button>
                )}
              </div>
            </>
          )}
        </SectionCard>
      )}
    </div>
  );
}

/** Why the edit cannot be reviewed now. */
function readObstacle(
  t: Words,
  edit: Pick<ReturnType<typeof useEdit>, 'isValid' | 'isChanged'>,
): string | undefined {
  if (!edit.isValid) {
    return t('edit.invalidYaml');
  }
  return edit.isChanged ? undefined : t('edit.noChange');
}

/** Why the user cannot change the object at all. While the answer is not known the cluster decides. */
function useReadOnlyReason(props: {
  resourceRef: ResourceRef;
  object: KubernetesObject;
  isDeleted?: boolean;
}): string | undefined {
  const { resourceRef, object, isDeleted } = props;
  const t = useWords();
  const { apiVersion, kind, namespace, name } = resourceRef;
  const { value } = useAccess([
    {
      verb: 'patch',
      apiVersion,
      kind,
      ...(namespace !== undefined && { namespace }),
      name,
    },
  ]);
  if (isDeleted || object.metadata.deletionTimestamp !== undefined) {
    return t('edit.deleting');
  }
  const answer = value?.[0];
  return answer?.allowed === false
    ? [t('edit.noRight', { kind }), answer.reason].filter(Boolean).join(' ')
    : undefined;
}

function listReadOnlyParts(t: Words) {
  return [
    { path: ['apiVersion'], reason: t('edit.fixed.kind') },
    { path: ['kind'], reason: t('edit.fixed.kind') },
    { path: ['metadata', 'name'], reason: t('edit.fixed.name') },
    { path: ['metadata', 'namespace'], reason: t('edit.fixed.name') },
  ];
}

function toProblems(
  causes: readonly { field?: string; message: string }[] = [],
): OutsideProblem[] {
  return causes.map(({ field, message }) => ({
    ...(field !== undefined && { field }),
    message,
    severity: 'error',
  }));
}
