import { RiPulseLine } from '@remixicon/react';
import { isPageLive, useConnection } from '../live';
import { useWords } from '../words';
import styles from './LiveMark.module.css';

/** Says that the page is live, and whether parts of it are older: those that are read every few seconds, because the user may not watch them. */
export function LiveMark() {
  const t = useWords();
  const connection = useConnection();
  return connection.status === 'live' ? (
    <span className={styles.live}>
      <RiPulseLine aria-hidden="true" className={styles.icon} />
      {t(isPageLive(connection) ? 'connection.live' : 'connection.partlyLive')}
    </span>
  ) : null;
}
