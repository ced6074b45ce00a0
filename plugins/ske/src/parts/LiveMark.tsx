import { RiPulseLine } from '@remixicon/react';
import { useConnection } from '../live';
import { useWords } from '../words';
import styles from './LiveMark.module.css';

/** Says that the page is live. */
export function LiveMark() {
  const t = useWords();
  return useConnection().status === 'live' ? (
    <span className={styles.live}>
      <RiPulseLine aria-hidden="true" className={styles.icon} />
      {t('connection.live')}
    </span>
  ) : null;
}
