import type { DiagnosisCheck } from '@kratix-portal/plugin-ske-common';
import { ToneBadge } from '../parts';
import { useWords } from '../words';
import styles from './DiagnosisPage.module.css';
import { statusTones } from './tones';

/** All checks in their order. */
export function CheckList(props: { checks: readonly DiagnosisCheck[] }) {
  const t = useWords();
  return (
    <ol className={styles.checks}>
      {props.checks.map(({ id, status, seen }) => (
        <li key={id} className={styles.check}>
          <span className={styles.name}>{t(`diagnosis.check.${id}`)}</span>
          <ToneBadge tone={statusTones[status]}>
            {t(`diagnosis.status.${status}`)}
          </ToneBadge>
          <span className={styles.seen} lang="en">
            {seen}
          </span>
        </li>
      ))}
    </ol>
  );
}
