import { RiPulseLine } from '@remixicon/react';
import { isPageLive, useConnection } from '../live';
import { useWords } from '../words';
import styles from './LiveMark.module.css';

/**
 * Says that the page is live, and whether parts of it are older: those that are read every few seconds, because the user may not watch them. If nothing
 * on the page is live, for example because the cluster cannot be reached, nothing is shown.
 */
export function LiveMark() {
  const t = useWords();
  const connection = useConnection();
  const isLive = isPageLive(connection);
  return isLive || connection.isPartlyLive ? (
    <span className={styles.live}>
      <RiPulseLine aria-hidden="true" className={styles.icon} />
      {t(isLive ? 'connection.live' : 'connection.partlyLive')}
    </span>
  ) : null;
}
