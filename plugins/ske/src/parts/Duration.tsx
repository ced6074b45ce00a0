import { useNow } from '../live';
import styles from './RelativeTime.module.css';
import { formatDuration, toMillis } from './times';
import { useLocale } from './useLocale';

/** How long something took, or takes so far. */
export function Duration(props: {
  /** RFC 3339, or milliseconds since the epoch. */
  from: string | number;
  /** Absent for something that has not ended. */
  to?: string | number;
}) {
  const from = toMillis(props.from);
  const to = props.to === undefined ? undefined : toMillis(props.to);
  if (from === undefined) {
    return null;
  }
  return to === undefined ? (
    <RunningDuration from={from} />
  ) : (
    <FixedDuration millis={to - from} />
  );
}

function RunningDuration(props: { from: number }) {
  const now = useNow(1);
  return <FixedDuration millis={now - props.from} />;
}

function FixedDuration(props: { millis: number }) {
  const locale = useLocale();
  const seconds = Math.max(0, Math.round(props.millis / 1_000));
  return (
    <time dateTime={`PT${seconds}S`} className={styles.time}>
      {formatDuration(props.millis, locale)}
    </time>
  );
}
