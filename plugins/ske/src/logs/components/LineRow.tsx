import { memo, useId } from 'react';
import { LineText } from './LineText';
import styles from './RunLog.module.css';

/** How one line of a log is drawn. */
export interface LineRowProps {
  /** Measures the row. Absent if its height is known. */
  measure: ((element: HTMLElement | null) => void) | undefined;
  index: number;
  /** Pixels from the start of the log. */
  top: number;
  number: number;
  text: string;
  /** Absent if no times are shown. */
  time: string | undefined;
  /** The accessible name of the line. */
  name: string;
  isMatch: boolean;
  isCurrentMatch: boolean;
  isSelected: boolean;
  /** Whether the Tab key leads to this line. From there the arrow keys lead to the others. */
  isTabStop: boolean;
}

/** One line of a log. One turn of the mouse wheel replaces all visible lines, so a line has few elements and no handlers of its own. */
export const LineRow = memo(function Row(props: LineRowProps) {
  const { number, text, time, isMatch, isCurrentMatch, isSelected } = props;
  const textId = useId();
  const className = [
    styles.row,
    styles.line,
    isMatch && styles.match,
    isSelected && styles.selected,
    isCurrentMatch && styles.currentMatch,
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <div
      ref={props.measure}
      data-index={props.index}
      className={className}
      style={{ top: props.top }}
    >
      <button
        type="button"
        className={styles.number}
        data-line={number}
        tabIndex={props.isTabStop ? 0 : -1}
        aria-label={props.name}
        aria-describedby={textId}
        aria-current={isSelected ? 'location' : undefined}
      >
        {number}
      </button>
      {time && (
        <time className={styles.time} dateTime={time}>
          {time}
        </time>
      )}
      <span id={textId} className={styles.text}>
        <LineText text={text} />
      </span>
    </div>
  );
});
