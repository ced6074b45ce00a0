import { Button } from '@backstage/ui';
import { useLocale } from '../../parts';
import { useWords, type Words } from '../../words';
import type { LogMark } from '../buffer/LogLine';
import type { ContainerLog } from '../source/ContainerLog';
import type { LogRow } from '../view/rows';
import type { LogSection } from '../view/sections';
import { LineText } from './LineText';
import styles from './RunLog.module.css';

/** How one row is drawn. */
export interface LogRowProps {
  row: Exclude<LogRow, { type: 'header' }>;
  log: ContainerLog | undefined;
  showTime: boolean;
  isMatch: boolean;
  isCurrentMatch: boolean;
  isSelected: boolean;
  onSelectLine(section: LogSection, line: number): void;
}

/** One row below a section's header: a line, or a remark of ours. */
export function LogRowView(props: LogRowProps) {
  const { row, log } = props;
  const t = useWords();
  const locale = useLocale();
  switch (row.type) {
    case 'line':
      return <Line {...props} row={row} />;
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

function Line(props: LogRowProps & { row: Extract<LogRow, { type: 'line' }> }) {
  const { row, showTime, isMatch, isCurrentMatch, isSelected } = props;
  const t = useWords();
  const { line, section } = row;
  const className = [
    styles.line,
    isMatch && styles.match,
    isSelected && styles.selected,
    isCurrentMatch && styles.currentMatch,
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={className}>
      <button
        type="button"
        className={styles.number}
        tabIndex={-1}
        aria-label={t('logs.line.link', { line: String(line.number) })}
        onClick={() => props.onSelectLine(section, line.number)}
      >
        {line.number}
      </button>
      {showTime && line.time !== '' && (
        <time className={styles.time} dateTime={line.time}>
          {line.time}
        </time>
      )}
      <span className={styles.text}>
        <LineText text={line.text} />
      </span>
    </div>
  );
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

function stateText(
  t: Words,
  log: ContainerLog | undefined,
  { isEarlier }: LogSection,
): string {
  if (!log) {
    return t('logs.state.notStarted');
  }
  const { phase, error } = log.state;
  const hasLines = log.buffer.total > 0;
  const message = error?.message ?? '';
  switch (phase) {
    case 'refused':
      return t('logs.state.refused', { message });
    case 'failed':
      return t('logs.state.failed', { message });
    case 'gone':
      return goneText(t, { hasLines, isEarlier });
    case 'complete':
      return hasLines ? t('logs.state.complete') : t('logs.state.empty');
    default:
      return t(`logs.state.${phase}`);
  }
}

function goneText(
  t: Words,
  { hasLines, isEarlier }: { hasLines: boolean; isEarlier: boolean },
): string {
  if (isEarlier) {
    return hasLines
      ? t('logs.state.goneAttemptWithLines')
      : t('logs.state.goneAttempt');
  }
  return hasLines ? t('logs.state.goneWithLines') : t('logs.state.gone');
}

function markText(t: Words, { kind, at }: LogMark, locale: string): string {
  const time = new Date(at).toLocaleTimeString(locale);
  switch (kind) {
    case 'interrupted':
      return `— ${t('logs.mark.interrupted', { time })} —`;
    case 'resumed':
      return `— ${t('logs.mark.resumed', { time })} —`;
    default:
      return `— ${t('logs.mark.lines-missing')} —`;
  }
}
