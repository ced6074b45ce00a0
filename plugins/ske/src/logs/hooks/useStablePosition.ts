import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { LogRows } from '../view/rows';

/**
 * When the oldest lines of the log are removed, the visible lines stay in place, unless the user follows the end of the log. Without this hook, the text
 * would jump by thousands of lines.
 */
export function useStablePosition(options: {
  scroll: RefObject<HTMLElement>;
  rows: LogRows;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  isFollowing: boolean;
}): void {
  const { scroll, rows, virtualizer, isFollowing } = options;
  const top = useRef<{ section: string; line: number; start: number }>();
  const removed = useRef(rows.removed);

  useLayoutEffect(() => {
    const node = scroll.current;
    if (!node) {
      return;
    }
    const hasRemoved = rows.removed !== removed.current;
    removed.current = rows.removed;
    const index = top.current && rows.nearest(top.current);
    const start =
      index === undefined
        ? undefined
        : virtualizer.measurementsCache[index]?.start;
    // `node.scrollTop` would make the browser compute the layout of the rows once more. The virtualizer already knows where the user scrolls in this frame.
    const scrollTop = virtualizer.scrollOffset ?? 0;
    if (hasRemoved && !isFollowing && start !== undefined) {
      node.scrollTop = scrollTop + start - top.current!.start;
      top.current!.start = start;
      return;
    }
    for (const item of virtualizer.getVirtualItems()) {
      const row = item.end > scrollTop ? rows.at(item.index) : undefined;
      if (row?.type === 'line') {
        top.current = {
          section: row.section.id,
          line: row.line.number,
          start: item.start,
        };
        return;
      }
    }
  });
}
