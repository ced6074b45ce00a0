import { RiPulseLine } from '@remixicon/react';
import { useConnection } from '../live';
import { useWords } from '../words';
import styles from './LiveMark.module.css';

/** Says that the page is live, and whether parts of it are older: those that are read every few seconds, because the user may not watch them. */
export function LiveMark() {
  const t = useWords();
  const { status, asOf } = useConnection();
  return status === 'live' ? (
    <span className={styles.live}>
      <RiPulseLine aria-hidden="true" className={styles.icon} />
      {t(asOf === undefined ? 'connection.live' : 'connection.partlyLive')}
    </span>
  ) : null;
}
