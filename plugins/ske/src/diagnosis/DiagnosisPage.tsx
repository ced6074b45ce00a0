import { Button, Text } from '@backstage/ui';
import type { DiagnosisCheck } from '@kratix-portal/plugin-ske-common';
import { useDiagnosis } from '../live';
import { PageSkeleton, SectionCard, ToneNotice, useCopy } from '../parts';
import { Refusal } from '../refusal';
import { useWords } from '../words';
import { CheckList } from './CheckList';
import styles from './DiagnosisPage.module.css';
import { Finding } from './Finding';
import { outcomeTones } from './tones';
import { toText } from './toText';

/** *Diagnosis*: why the user can or cannot act on the cluster. */
export function DiagnosisPage() {
  const t = useWords();
  const { value: report, error, isLoading, refresh } = useDiagnosis();
  const { copy } = useCopy();
  if (!report) {
    return error ? (
      <Refusal
        size="page"
        error={error}
        tried={{
          verb: 'create',
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'SelfSubjectReview',
        }}
        onRetry={refresh}
      />
    ) : (
      <PageSkeleton shape="page" count={2} />
    );
  }
  const problems = report.checks.filter(
    ({ status }) => status === 'failed' || status === 'warning',
  );
  return (
    <div className={styles.page}>
      <Text as="p" color="secondary">
        {t('diagnosis.intro')}
      </Text>
      <ToneNotice
        tone={outcomeTones[report.outcome]}
        actions={
          <>
            <Button
              size="small"
              variant="secondary"
              isDisabled={isLoading}
              onPress={refresh}
            >
              {t('diagnosis.again')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              onPress={() => copy(toText(report), t('diagnosis.copied'))}
            >
              {t('refusal.copy')}
            </Button>
          </>
        }
      >
        <span role="status">{t(`diagnosis.outcome.${report.outcome}`)}</span>
      </ToneNotice>
      {byUrgency(problems).map(check => (
        <Finding key={check.id} check={check} />
      ))}
      <SectionCard title={t('diagnosis.checks')}>
        <CheckList checks={report.checks} />
      </SectionCard>
    </div>
  );
}

/** The failed check comes before the warnings. */
function byUrgency(checks: readonly DiagnosisCheck[]): DiagnosisCheck[] {
  return [
    ...checks.filter(({ status }) => status === 'failed'),
    ...checks.filter(({ status }) => status === 'warning'),
  ];
}
