import { Button } from '@backstage/ui';
import { useId, type KeyboardEvent } from 'react';
import { useLocale } from '../../parts';
import { useWords, type Words } from '../../words';
import type { LogMark } from '../buffer/LogLine';
import type { ContainerLog } from '../source/ContainerLog';
import type { LogRow } from '../view/rows';
import type { LogSection } from '../view/sections';
import { LineText } from './LineText';
import styles from './RunLog.module.css';
import { stateText } from './stateText';

/** How one row is drawn. */
export interface LogRowProps {
  row: Exclude<LogRow, { type: 'header' }>;
  log: ContainerLog | undefined;
  showTime: boolean;
  isMatch: boolean;
  isCurrentMatch: boolean;
  isSelected: boolean;
  /** Whether the Tab key leads to this line. From there the arrow keys lead to the others. */
  isTabStop: boolean;
  onFocusLine(section: string, line: number): void;
  onKeyDown(event: KeyboardEvent): void;
  onSelectLine(section: LogSection, line: number): void;
  onCopyLink?(section: LogSection, line: number): void;
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
  const textId = useId();
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
        data-line={line.number}
        tabIndex={props.isTabStop ? 0 : -1}
        aria-label={t('logs.line.link', { line: String(line.number) })}
        aria-describedby={textId}
        aria-current={isSelected ? 'location' : undefined}
        onClick={() => props.onSelectLine(section, line.number)}
        onFocus={() => props.onFocusLine(section.id, line.number)}
        onKeyDown={event => {
          const { ctrlKey, metaKey, altKey } = event;
          if (event.key === 'c' && !ctrlKey && !metaKey && !altKey) {
            props.onCopyLink?.(section, line.number);
          } else {
            props.onKeyDown(event);
          }
        }}
      >
        {line.number}
      </button>
      {showTime && line.time !== '' && (
        <time className={styles.time} dateTime={line.time}>
          {line.time}
        </time>
      )}
      <span id={textId} className={styles.text}>
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
