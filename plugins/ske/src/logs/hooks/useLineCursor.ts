import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { LogRows } from '../view/rows';

/** Lines that Page Up and Page Down pass. */
const PAGE = 20;

/** The functions that move the focus among the lines. */
export interface LineCursor {
  /** The row of the line that has the focus or had it last. It must always be drawn; otherwise the focus would be lost when the user scrolls. */
  readonly index: number | undefined;
  /** Moves the focus. Returns the row to show, or undefined if the key moves nothing. */
  move(event: KeyboardEvent, from: number): number | undefined;
  /** Remembers the line that the user has focused or pressed. */
  set(section: string, line: number): void;
}

/** Moves the focus among the lines of a log by keyboard. Only the rows that can be seen exist, so the line is remembered, and focused when it is drawn. */
export function useLineCursor(
  scroll: RefObject<HTMLElement>,
  rows: LogRows,
): LineCursor {
  const [cursor, setCursor] = useState<{ section: string; line: number }>();
  const hasMoved = useRef(false);
  const index = cursor && rows.indexOf(cursor.section, cursor.line);

  useEffect(() => {
    const button = scroll.current?.querySelector<HTMLElement>(
      `[data-index="${index}"] [data-line]`,
    );
    if (hasMoved.current && button) {
      hasMoved.current = false;
      button.focus({ preventScroll: true });
    }
  });

  return {
    index,
    set: (section, line) => setCursor({ section, line }),
    move: (event, from) => {
      const to = targetOf(rows, event.key, from);
      const row = to === undefined ? undefined : rows.at(to);
      if (row?.type !== 'line') {
        return undefined;
      }
      event.preventDefault();
      hasMoved.current = true;
      setCursor({ section: row.section.id, line: row.line.number });
      return to;
    },
  };
}

/** The row of the line to which a key leads, or undefined for other keys and at the ends. */
function targetOf(
  rows: LogRows,
  key: string,
  from: number,
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return nearestLine(rows, from + 1, 1);
    case 'ArrowUp':
      return nearestLine(rows, from - 1, -1);
    case 'PageDown':
      return (
        nearestLine(rows, from + PAGE, 1) ??
        nearestLine(rows, rows.count - 1, -1)
      );
    case 'PageUp':
      return nearestLine(rows, from - PAGE, -1) ?? nearestLine(rows, 0, 1);
    case 'Home':
      return nearestLine(rows, 0, 1);
    case 'End':
      return nearestLine(rows, rows.count - 1, -1);
    default:
      return undefined;
  }
}

function nearestLine(
  rows: LogRows,
  from: number,
  step: 1 | -1,
): number | undefined {
  for (let index = from; index >= 0 && index < rows.count; index += step) {
    if (rows.at(index)?.type === 'line') {
      return index;
    }
  }
  return undefined;
}
