import { RiPulseLine } from '@remixicon/react';
import { useConnection } from '../live';
import { useWords } from '../words';
import styles from './LiveMark.module.css';

/**
 * Says that the page is live, and whether parts of it are older: those that are read every few seconds, because the user may not watch them. If nothing
 * on the page is live yet, for example because the cluster does not respond, nothing is shown.
 */
export function LiveMark() {
  const t = useWords();
  const { live } = useConnection();
  return live ? (
    <span className={styles.live}>
      <RiPulseLine aria-hidden="true" className={styles.icon} />
      {t(live === 'all' ? 'connection.live' : 'connection.partlyLive')}
    </span>
  ) : null;
}
