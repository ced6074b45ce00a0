import type { DiagnosisCheck } from '@kratix-portal/plugin-ske-common';
import { DescriptionList, SectionCard, ToneBadge } from '../parts';
import { useWords } from '../words';
import styles from './DiagnosisPage.module.css';
import { statusTones } from './tones';

/** A check that failed or warns: what it found, what it expected, and what to change. The texts come from the backend, in English. */
export function Finding(props: { check: DiagnosisCheck }) {
  const t = useWords();
  const {
    id,
    status,
    code,
    seen,
    expected,
    remedy = [],
    certainty,
  } = props.check;
  return (
    <SectionCard
      title={t(`diagnosis.check.${id}`)}
      actions={
        <ToneBadge tone={statusTones[status]}>
          {t(`diagnosis.status.${status}`)}
        </ToneBadge>
      }
      status={certainty === 'likely' ? t('diagnosis.likely') : undefined}
    >
      <DescriptionList
        items={[
          { term: t('diagnosis.seen'), text: seen },
          { term: t('diagnosis.expected'), text: expected },
          { term: t('diagnosis.code'), text: code },
        ].flatMap(({ term, text }) =>
          text ? [{ term, details: <span lang="en">{text}</span> }] : [],
        )}
      />
      <h3 className={styles.stepsTitle}>{t('diagnosis.remedy')}</h3>
      <ol className={styles.steps} lang="en">
        {remedy.map(step => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </SectionCard>
  );
}
