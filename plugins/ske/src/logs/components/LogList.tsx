import { Button, VisuallyHidden } from '@backstage/ui';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  type Ref,
} from 'react';
import { useIsNarrow } from '../../parts';
import { useWords } from '../../words';
import { useFollow } from '../hooks/useFollow';
import { useLineCursor } from '../hooks/useLineCursor';
import { useNewLinesAnnouncement } from '../hooks/useNewLinesAnnouncement';
import { useStablePosition } from '../hooks/useStablePosition';
import type { SectionLogs } from '../hooks/useSectionLogs';
import type { SearchMatch } from '../view/LogSearch';
import type { LogRows } from '../view/rows';
import type { LogSection } from '../view/sections';
import { LogRowView } from './LogRowView';
import { SectionHeader } from './SectionHeader';
import styles from './RunLog.module.css';

const LINE_HEIGHT = 20;
const HEADER_HEIGHT = 36;
/** On a phone the facts of a container are below its name. */
const NARROW_HEADER_HEIGHT = 56;

/** A line of a log, or the start of a section. */
export interface LogPlace {
  readonly section: string;
  readonly line?: number;
}

/** What the parent of a {@link LogList} can call. */
export interface LogListHandle {
  /** Shows a line in the middle. */
  show(place: LogPlace): void;
}

/** What {@link LogList} shows. */
export interface LogListProps {
  label: string;
  rows: LogRows;
  logs: SectionLogs;
  totalLines: number;
  wrap: boolean;
  showTime: boolean;
  matches: readonly SearchMatch[];
  currentMatch: SearchMatch | undefined;
  selected: LogPlace | undefined;
  startsAtEnd: boolean;
  handle: Ref<LogListHandle>;
  onToggle(section: LogSection): void;
  onSelectLine(section: LogSection, line: number): void;
  /** Copies a link to a line. Absent if no link can point to a line. */
  onCopyLink?(section: LogSection, line: number): void;
}

/** All sections in one scrolled area. Only the rows that can be seen are drawn, and the header of the section at the top stays visible. */
export function LogList(props: LogListProps) {
  const { rows, logs, matches, currentMatch, selected, handle } = props;
  const t = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const follow = useFollow(scroll, props.totalLines, props.startsAtEnd);
  useNewLinesAnnouncement(props.totalLines);
  const stickyHeader = useRef(0);
  const isNarrow = useIsNarrow();
  const headerHeight = isNarrow ? NARROW_HEADER_HEIGHT : HEADER_HEIGHT;
  const cursor = useLineCursor(scroll, rows);
  const helpId = useId();

  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.count,
    getScrollElement: () => scroll.current,
    estimateSize: index => (rows.isHeader(index) ? headerHeight : LINE_HEIGHT),
    overscan: 10,
    // The header of the section covers the first rows.
    scrollPaddingStart: headerHeight,
    // The virtualizer computes the keys of all rows again whenever it gets another function.
    getItemKey: useCallback((index: number) => rows.keyAt(index), [rows]),
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        stickyHeader.current =
          [...rows.headers]
            .reverse()
            .find(index => index <= range.startIndex) ?? 0;
        return [
          ...new Set([
            stickyHeader.current,
            ...(cursor.index === undefined ? [] : [cursor.index]),
            ...defaultRangeExtractor(range),
          ]),
        ].sort((a, b) => a - b);
      },
      [rows, cursor.index],
    ),
  });

  useStablePosition({
    scroll,
    rows,
    virtualizer,
    isFollowing: follow.isFollowing,
  });

  useEffect(() => {
    virtualizer.measure();
    // The heights of all rows depend on it.
  }, [props.wrap, headerHeight, virtualizer]);

  useImperativeHandle(
    handle,
    () => ({
      show: ({ section, line }) => {
        const index =
          line === undefined
            ? rows.headerOf(section)
            : rows.indexOf(section, line);
        if (index !== undefined) {
          follow.pause();
          virtualizer.scrollToIndex(index, { align: 'center' });
        }
      },
    }),
    [rows, follow, virtualizer],
  );

  const matching = useMemo(
    () => new Set(matches.map(({ sectionId, line }) => `${sectionId} ${line}`)),
    [matches],
  );

  const items = virtualizer.getVirtualItems();
  const firstSeen = virtualizer.range?.startIndex ?? 0;
  const tabStop =
    cursor.index ??
    items.find(
      ({ index }) => index >= firstSeen && rows.at(index)?.type === 'line',
    )?.index;

  return (
    <div className={styles.frame}>
      <VisuallyHidden>
        <p id={helpId}>
          {props.onCopyLink ? t('logs.line.keysWithLink') : t('logs.line.keys')}
        </p>
      </VisuallyHidden>
      <div
        ref={scroll}
        className={styles.scroll}
        role="log"
        aria-live="off"
        aria-label={props.label}
        aria-describedby={helpId}
        // A scrolled area must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div
          className={
            props.wrap ? `${styles.rows} ${styles.wrapped}` : styles.rows
          }
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(item => {
            const row = rows.at(item.index);
            if (!row) {
              return null;
            }
            if (row.type === 'header') {
              const isSticky = item.index === stickyHeader.current;
              return (
                <div
                  key={item.key}
                  className={isSticky ? styles.stickyRow : styles.row}
                  style={
                    isSticky
                      ? undefined
                      : { transform: `translateY(${item.start}px)` }
                  }
                >
                  <SectionHeader
                    section={row.section}
                    isOpen={row.isOpen}
                    isNarrow={isNarrow}
                    onToggle={() => props.onToggle(row.section)}
                  />
                </div>
              );
            }
            const line = row.type === 'line' ? row.line.number : undefined;
            return (
              <div
                key={item.key}
                // Lines have one height unless they are wrapped. Remarks of the portal are always wrapped.
                ref={
                  props.wrap || row.type !== 'line'
                    ? virtualizer.measureElement
                    : undefined
                }
                data-index={item.index}
                className={styles.row}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LogRowView
                  row={row}
                  log={logs.get(row.section.id)}
                  showTime={props.showTime}
                  isMatch={matching.has(`${row.section.id} ${line}`)}
                  isCurrentMatch={
                    line !== undefined &&
                    currentMatch?.sectionId === row.section.id &&
                    currentMatch.line === line
                  }
                  isSelected={
                    line !== undefined &&
                    selected?.section === row.section.id &&
                    selected.line === line
                  }
                  isTabStop={item.index === tabStop}
                  onFocusLine={cursor.set}
                  onKeyDown={event => {
                    const to = cursor.move(event, item.index);
                    if (to !== undefined) {
                      follow.pause();
                      virtualizer.scrollToIndex(to);
                    }
                  }}
                  onSelectLine={props.onSelectLine}
                  onCopyLink={props.onCopyLink}
                />
              </div>
            );
          })}
        </div>
      </div>
      {!follow.isFollowing && (
        <div className={styles.toEnd}>
          <Button size="small" variant="primary" onPress={follow.resume}>
            {follow.newLines > 0
              ? t('logs.follow.newLines', { count: follow.newLines })
              : t('logs.follow.toEnd')}
          </Button>
        </div>
      )}
    </div>
  );
}
