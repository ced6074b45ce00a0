import { VisuallyHidden } from '@backstage/ui';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  type KeyboardEvent,
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
import { LineRow } from './LineRow';
import { Remark } from './Remark';
import { SectionHeader } from './SectionHeader';
import styles from './RunLog.module.css';
import { ToEnd } from './ToEnd';

const LINE_HEIGHT = 20;
const HEADER_HEIGHT = 36;
/** On a phone the details of a container, such as its state and duration, are below its name. */
const NARROW_HEADER_HEIGHT = 56;
/** The placeholder for the line number in a translated text. */
const NUMBER = '{number}';

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
  useNewLinesAnnouncement(logs);
  const stickyHeader = useRef(0);
  const isNarrow = useIsNarrow();
  const headerHeight = isNarrow ? NARROW_HEADER_HEIGHT : HEADER_HEIGHT;
  const cursor = useLineCursor(scroll, rows);
  const helpId = useId();

  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.count,
    getScrollElement: () => scroll.current,
    estimateSize: index => (rows.isHeader(index) ? headerHeight : LINE_HEIGHT),
    // A fast scroll shows these rows until the next ones are drawn.
    overscan: 12,
    // Synchronous only while the log is followed, because new lines must appear at once. While the user scrolls, computing and drawing in one task takes too
    // long, so the lines come one frame later.
    useFlushSync: follow.isFollowing,
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
    // The heights of rows depend on `wrap` and on the height of the headers.
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

  const pressKey = (event: KeyboardEvent, line: FocusedLine) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key === 'c' && !ctrlKey && !metaKey && !altKey) {
      props.onCopyLink?.(line.section, line.number);
      return;
    }
    const to = cursor.move(event, line.index);
    if (to !== undefined) {
      follow.pause();
      virtualizer.scrollToIndex(to);
    }
  };

  const items = virtualizer.getVirtualItems();
  const firstSeen = virtualizer.range?.startIndex ?? 0;
  const tabStop =
    cursor.index ??
    items.find(
      ({ index }) => index >= firstSeen && rows.at(index)?.type === 'line',
    )?.index;

  // Translated once and not for each line: i18next is slow, and scrolling replaces all lines.
  const lineName = t('logs.line.link', { line: NUMBER });

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
        {/* Handles the events of the line numbers, which are buttons. */}
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div
          className={
            props.wrap ? `${styles.rows} ${styles.wrapped}` : styles.rows
          }
          style={{ height: virtualizer.getTotalSize() }}
          onFocus={({ target }) => {
            const line = lineOf(rows, target);
            if (line) {
              cursor.set(line.section.id, line.number);
            }
          }}
          onClick={({ target }) => {
            const line = lineOf(rows, target);
            if (line) {
              props.onSelectLine(line.section, line.number);
            }
          }}
          onKeyDown={event => {
            const line = lineOf(rows, event.target);
            if (line) {
              pressKey(event, line);
            }
          }}
        >
          {items.map(item => {
            const row = rows.at(item.index);
            switch (row?.type) {
              case 'header': {
                const isSticky = item.index === stickyHeader.current;
                return (
                  <div
                    key={item.key}
                    className={isSticky ? styles.stickyRow : styles.row}
                    style={isSticky ? undefined : { top: item.start }}
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
              case 'line': {
                const { section, line } = row;
                return (
                  <LineRow
                    key={item.key}
                    // Lines have one height unless they are wrapped.
                    measure={
                      props.wrap ? virtualizer.measureElement : undefined
                    }
                    index={item.index}
                    top={item.start}
                    number={line.number}
                    text={line.text}
                    time={props.showTime ? line.time : undefined}
                    name={lineName.replace(NUMBER, String(line.number))}
                    isMatch={matching.has(`${section.id} ${line.number}`)}
                    isCurrentMatch={
                      currentMatch?.line === line.number &&
                      currentMatch.sectionId === section.id
                    }
                    isSelected={
                      selected?.line === line.number &&
                      selected.section === section.id
                    }
                    isTabStop={item.index === tabStop}
                  />
                );
              }
              case 'mark':
              case 'removed':
              case 'state':
                return (
                  <div
                    key={item.key}
                    ref={virtualizer.measureElement}
                    data-index={item.index}
                    className={styles.row}
                    style={{ top: item.start }}
                  >
                    <Remark row={row} log={logs.get(row.section.id)} />
                  </div>
                );
              default:
                return null;
            }
          })}
        </div>
      </div>
      {!follow.isFollowing && (
        <ToEnd newLines={follow.newLines} onPress={follow.resume} />
      )}
    </div>
  );
}

/** A line whose number has the focus or was pressed. */
interface FocusedLine {
  readonly section: LogSection;
  readonly number: number;
  readonly index: number;
}

/** The line whose number is, or contains, the element. */
function lineOf(rows: LogRows, element: EventTarget): FocusedLine | undefined {
  const row =
    element instanceof Element &&
    element.closest('[data-line]')?.closest<HTMLElement>('[data-index]');
  const index = row ? Number(row.dataset.index) : -1;
  const found = rows.at(index);
  return found?.type === 'line'
    ? { section: found.section, number: found.line.number, index }
    : undefined;
}
