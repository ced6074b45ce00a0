import { RiPulseLine } from '@remixicon/react';
import { useConnection } from '../live';
import { useWords } from '../words';
import styles from './LiveMark.module.css';

/** Says that the page is live, if nothing on it is out of date. */
export function LiveMark() {
  const t = useWords();
  const { status, asOf } = useConnection();
  return status === 'live' && asOf === undefined ? (
    <span className={styles.live}>
      <RiPulseLine aria-hidden="true" className={styles.icon} />
      {t('connection.live')}
    </span>
  ) : null;
}
