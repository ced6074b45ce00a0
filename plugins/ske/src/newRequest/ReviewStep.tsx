import type { IsSecret } from '@kratix-portal/plugin-ske-common';
import { Button, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { ManifestText, maskPrinted } from '../form';
import { DescriptionList, SectionCard, ToneNotice } from '../parts';
import { Refusal } from '../refusal';
import { useWords } from '../words';
import { listDefaults } from './listDefaults';
import styles from './NewRequest.module.css';
import { toYaml } from './readSubmitted';
import type { RequestStep } from './useSubmission';

type Reviewed = Extract<RequestStep, { step: 'review' | 'creating' }>;

/** Shows what will be created, and the result of a dry run. */
export function ReviewStep(props: {
  submission: Reviewed;
  isSecret: IsSecret;
  plural: string;
  onBack(): void;
  onCreate(): void;
}) {
  const { submission, isSecret, plural, onBack, onCreate } = props;
  const { sent, check } = submission;
  const t = useWords();
  const text = useMemo(() => toYaml(sent.object), [sent.object]);
  const defaults = useMemo(
    () => listDefaults(check, sent.object),
    [check, sent.object],
  );
  const error = submission.step === 'review' ? submission.error : undefined;
  return (
    <div className={styles.review}>
      {!error && (
        <div role="status">
          <ToneNotice tone="positive">
            {t('newRequest.review.accepted', {
              kind: sent.ref.kind,
              name: sent.ref.name,
            })}
          </ToneNotice>
        </div>
      )}
      {check.notices.length > 0 && (
        <ul
          className={styles.notices}
          aria-label={t('newRequest.review.warnings')}
        >
          {check.notices.map(notice => (
            <li key={notice}>
              <ToneNotice tone="attention">{notice}</ToneNotice>
            </li>
          ))}
        </ul>
      )}
      <ManifestText
        title={t('newRequest.review.manifest')}
        text={text}
        isSecret={isSecret}
      />
      {defaults.length > 0 && (
        <SectionCard title={t('newRequest.review.defaults')}>
          <DescriptionList
            items={defaults.map(({ field, after }) => ({
              term: field,
              details:
                after === undefined
                  ? t('newRequest.review.notShown')
                  : maskPrinted({
                      printed: after,
                      field,
                      object: sent.object,
                      isSecret,
                    }),
            }))}
          />
        </SectionCard>
      )}
      {error && (
        <div role="alert">
          <Refusal
            size="section"
            error={error}
            tried={{ verb: 'create', ...sent.ref, plural }}
          />
        </div>
      )}
      {!error && (
        <Text as="p" variant="body-small" color="secondary">
          {t('newRequest.review.nothingWritten')}
        </Text>
      )}
      <div className={styles.buttons}>
        <Button
          variant="secondary"
          // Input while the request is created would be lost.
          isDisabled={submission.step === 'creating'}
          onPress={onBack}
        >
          {t('newRequest.review.back')}
        </Button>
        <Button
          variant="primary"
          loading={submission.step === 'creating'}
          onPress={onCreate}
        >
          {t('newRequest.create')}
        </Button>
      </div>
    </div>
  );
}
