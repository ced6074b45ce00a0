import { Button } from '@backstage/ui';
import { portalClock } from '../../live';
import { useLocale } from '../../parts';
import { useWords, type Words } from '../../words';
import type { LogMark } from '../buffer/LogLine';
import type { ContainerLog } from '../source/ContainerLog';
import type { LogRow } from '../view/rows';
import type { LogSection } from '../view/sections';
import styles from './RunLog.module.css';
import { stateText } from './stateText';

/** A remark of the portal among the lines of a log: what is missing there, and the state of the log after its last line. */
export function Remark(props: {
  row: Exclude<LogRow, { type: 'header' | 'line' }>;
  log: ContainerLog | undefined;
}) {
  const { row, log } = props;
  const t = useWords();
  const locale = useLocale();
  switch (row.type) {
    case 'mark':
      return (
        <div className={`${styles.remark} ${styles.warning}`}>
          {markText(t, row.mark, locale)}
        </div>
      );
    case 'removed':
      return (
        <div className={styles.remark}>
          {t('logs.mark.removed', { count: row.count })}
        </div>
      );
    default:
      return <State log={log} section={row.section} />;
  }
}

function State(props: { log: ContainerLog | undefined; section: LogSection }) {
  const { log, section } = props;
  const t = useWords();
  const canRetry =
    log?.state.phase === 'refused' ||
    log?.state.phase === 'failed' ||
    log?.state.phase === 'interrupted';
  return (
    <div className={styles.remark}>
      <span>{stateText(t, log, section)}</span>
      {canRetry && (
        <Button size="small" variant="tertiary" onPress={() => log.start()}>
          {t('logs.retry')}
        </Button>
      )}
    </div>
  );
}

function markText(t: Words, { kind, at }: LogMark, locale: string): string {
  const time = new Date(portalClock.of(at)).toLocaleTimeString(locale);
  switch (kind) {
    case 'interrupted':
      return `— ${t('logs.mark.interrupted', { time })} —`;
    case 'resumed':
      return `— ${t('logs.mark.resumed', { time })} —`;
    default:
      return `— ${t('logs.mark.lines-missing')} —`;
  }
}
