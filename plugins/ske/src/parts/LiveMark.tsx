import { RiPulseLine } from '@remixicon/react';
import { isPageLive, useConnection } from '../live';
import { useWords } from '../words';
import styles from './LiveMark.module.css';

/** Says that the page is live, if nothing on it is out of date. */
export function LiveMark() {
  const t = useWords();
  return isPageLive(useConnection()) ? (
    <span className={styles.live}>
      <RiPulseLine aria-hidden="true" className={styles.icon} />
      {t('connection.live')}
    </span>
  ) : null;
}
