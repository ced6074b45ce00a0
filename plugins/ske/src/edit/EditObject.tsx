import { Button } from '@backstage/ui';
import type { JsonObject } from '@backstage/types';
import type {
  ConfigureResult,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { DraftOffer } from '../drafts';
import type { OutsideProblem, ReadOnlyPart } from '../editor';
import {
  listHidden,
  listMisfits,
  maskCauses,
  ModeSwitch,
  secretsOf,
  type FormPosition,
  type PageSchema,
} from '../form';
import type { KubernetesObject } from '../live';
import { announce, focusBefore, ToneNotice } from '../parts';
import { textAt } from '../values';
import { useWords, type Words } from '../words';
import { NAMING_PATHS } from './editable';
import { EditAsForm } from './EditAsForm';
import styles from './EditObject.module.css';
import { EditYaml } from './EditYaml';
import { Failed } from './Failed';
import { LiveChanges } from './LiveChanges';
import { listImmutable } from './readEdit';
import { Review } from './Review';
import { Saved } from './Saved';
import { useEdit, type EditState, type EditPhase } from './useEdit';
import { useEditForm } from './useEditForm';
import { useReadOnlyReason } from './useReadOnlyReason';

/** All pages are filled in already, so the user can open each of them. */
const START: FormPosition = { page: 0, reached: Number.MAX_SAFE_INTEGER };

/** Changes an object in the form of its Promise or as YAML. The user edits it, reviews the result of a dry run, and saves it. */
export function EditObject(props: {
  resourceRef: ResourceRef;
  object: KubernetesObject;
  isDeleted?: boolean;
  /** Whether another object has the name of the object. */
  isReplaced?: boolean;
  /** The Promise of the object. Without it there is no form, and only the cluster checks the text. */
  promise?: KubernetesObject;
  /** The address of the page that shows the object. */
  overviewHref: string;
}) {
  const { resourceRef, object, promise } = props;
  const t = useWords();
  const { schema, pages } = useEditForm({ promise, resourceRef, object });
  const edit = useEdit({ resourceRef, live: object, schema, pages });
  const reason = useReadOnlyReason(props);
  const [position, setPosition] = useState(START);
  const { content, step } = edit;
  const immutable = useMemo(
    () =>
      listImmutable(edit.differences, schema, content.object, field =>
        t('edit.immutable', { field }),
      ),
    [t, edit.differences, schema, content.object],
  );
  const hidden = useMemo(
    () => (pages ? listHidden(pages, content.object.spec) : []),
    [pages, content.object.spec],
  );
  const isSecret = useMemo(() => secretsOf(pages), [pages]);
  const readOnlyParts = useMemo(
    () => listReadOnlyParts(t, edit.before),
    [t, edit.before],
  );
  const failed = step.type === 'editing' ? step.failed : undefined;
  const error = failed?.error;
  const problems = useMemo(
    () => [
      ...immutable,
      ...toProblems(maskCauses(error?.causes ?? [], content.object, isSecret)),
    ],
    [immutable, error, content.object, isSecret],
  );
  if (step.type === 'done') {
    return (
      <Saved
        result={step.result}
        overviewHref={props.overviewHref}
        isReading={step.isReading === true}
        onAgain={() => void edit.editAgain()}
      />
    );
  }
  const isBusy = step.type === 'sending';
  const review = readReview(step);
  const mode = pages ? content.mode : 'yaml';
  const isChanged = !reason && edit.isChanged;
  const shared = {
    label: t('edit.label', { kind: resourceRef.kind, name: resourceRef.name }),
    hidden,
    isSecret,
    isReadOnly: reason !== undefined,
    isBusy,
    obstacle: readObstacle(t, edit, mode),
    note: isChanged ? t('edit.nothingWritten') : '',
    onReview: () => void edit.submit(true),
  };
  return (
    <div className={styles.page}>
      {reason && <ToneNotice tone="neutral">{reason}</ToneNotice>}
      {edit.draftOffer && !reason && !isBusy && (
        <DraftOffer
          {...edit.draftOffer}
          note={edit.isDraftOfOther ? t('edit.draftOfOther') : undefined}
        />
      )}
      {edit.asked.length > 0 && !reason && (
        <ToneNotice
          tone="attention"
          actions={
            <Button
              size="small"
              variant="secondary"
              isDisabled={isBusy}
              onPress={({ target }) => {
                // The notice and this button are removed.
                focusBefore(target);
                edit.stopAsking();
                announce(t('edit.asked.stopped'));
              }}
            >
              {t('edit.asked.stop', { count: edit.asked.length })}
            </Button>
          }
        >
          {t('edit.asked', {
            count: edit.asked.length,
            fields: edit.asked.join(', '),
          })}
        </ToneNotice>
      )}
      {edit.isStale && !reason && (
        <LiveChanges
          differences={edit.differences}
          object={edit.live}
          isSecret={isSecret}
          canMerge={content.isValid && !isBusy}
          onMerge={edit.takeOver}
        />
      )}
      <div role="status" className={styles.status}>
        {failed && (mode === 'yaml' || !error?.causes?.length) && (
          <Failed
            resourceRef={resourceRef}
            outcome={failed}
            isStale={edit.isStale}
          />
        )}
      </div>
      {review ? (
        <Review
          before={edit.baseText}
          after={content.text}
          isSecret={isSecret}
          result={review}
          isBusy={isBusy}
          onBack={edit.goBack}
          onSave={() => void edit.submit(false)}
        />
      ) : (
        <>
          <div className={styles.bar}>
            {pages && (
              <ModeSwitch
                mode={mode}
                blocked={blockedBy(t, content, mode, pages)}
                onForm={() => edit.setMode('form')}
                onYaml={() => edit.setMode('yaml')}
              />
            )}
            {isChanged && (
              <Button
                variant="secondary"
                className={styles.discard}
                isDisabled={isBusy}
                onPress={edit.restart}
              >
                {t('edit.discard')}
              </Button>
            )}
          </div>
          {pages && mode === 'form' ? (
            <EditAsForm
              {...shared}
              resourceRef={resourceRef}
              pages={pages}
              content={content}
              problems={immutable}
              error={error}
              position={position}
              onMove={setPosition}
              onChange={edit.setValues}
            />
          ) : (
            <EditYaml
              {...shared}
              hasForm={pages !== undefined}
              text={content.text}
              readOnlyParts={readOnlyParts}
              schema={schema}
              problems={problems}
              onChange={edit.setText}
            />
          )}
        </>
      )}
    </div>
  );
}

/** The result of the dry run. It stays visible while the reviewed edit is being written. */
function readReview(step: EditPhase): ConfigureResult | undefined {
  switch (step.type) {
    case 'review':
      return step.result;
    case 'sending':
      return step.review;
    default:
      return undefined;
  }
}

/** The fields that name the object. */
function listReadOnlyParts(t: Words, object: JsonObject): ReadOnlyPart[] {
  return NAMING_PATHS.map(path => ({
    path,
    value: textAt(object, ...path),
    reason: t(path.length === 1 ? 'edit.fixed.kind' : 'edit.fixed.name'),
  }));
}

/** Why the edit cannot be reviewed now. */
function readObstacle(
  t: Words,
  { content, isChanged, isOtherObject, asked }: EditState,
  mode: 'form' | 'yaml',
): string | undefined {
  if (!content.isValid) {
    return t(mode === 'form' ? 'edit.unfinished' : 'edit.invalidYaml');
  }
  if (isOtherObject) {
    return t('edit.otherObject');
  }
  if (asked.length > 0) {
    return t('edit.asked.first');
  }
  return isChanged ? undefined : t('edit.noChange');
}

/** Why the user cannot switch between form and YAML. */
function blockedBy(
  t: Words,
  { isValid, object }: EditState['content'],
  mode: 'form' | 'yaml',
  pages: readonly PageSchema[],
): string | undefined {
  if (!isValid) {
    return t(mode === 'form' ? 'edit.unfinished' : 'form.yaml.blocked');
  }
  const misfits = mode === 'yaml' ? listMisfits(pages, object.spec) : [];
  return misfits.length === 0
    ? undefined
    : t('form.yaml.misfit', {
        count: misfits.length,
        fields: misfits.join(', '),
      });
}

function toProblems(
  causes: readonly { field?: string; message: string }[],
): OutsideProblem[] {
  return causes.map(({ field, message }) => ({
    ...(field !== undefined && { field }),
    message,
    severity: 'error',
  }));
}
