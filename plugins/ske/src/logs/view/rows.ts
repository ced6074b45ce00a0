import type { LogBuffer } from '../buffer/LogBuffer';
import type { LogLine, LogMark } from '../buffer/LogLine';
import type { LogSection } from './sections';

/** A section with the lines that have been read, and whether they are shown. */
export interface OpenSection {
  readonly section: LogSection;
  readonly isOpen: boolean;
  /** Undefined until the section has been opened. */
  readonly buffer?: Pick<LogBuffer, 'lines' | 'marks' | 'removed'>;
}

/** One row of the log. All rows have the same height unless lines are wrapped. */
export type LogRow =
  | {
      readonly type: 'header';
      readonly section: LogSection;
      readonly isOpen: boolean;
    }
  | {
      readonly type: 'removed';
      readonly section: LogSection;
      readonly count: number;
    }
  | {
      readonly type: 'line';
      readonly section: LogSection;
      readonly line: LogLine;
    }
  | {
      readonly type: 'mark';
      readonly section: LogSection;
      readonly mark: LogMark;
    }
  /** The state of the section's log, in the row after the lines. */
  | { readonly type: 'state'; readonly section: LogSection };

/** A section has fewer lines than this, so the keys of two sections never overlap. */
const KEYS_PER_SECTION = 1e9;

type Content = Pick<LogBuffer, 'lines' | 'marks' | 'removed'>;

const NO_CONTENT: Content = { lines: [], marks: [], removed: 0 };

interface Part {
  /** The position among the sections. */
  readonly position: number;
  readonly start: number;
  readonly open: OpenSection;
  /** The content when the rows were made. It stays the same when the buffer removes its oldest lines. */
  readonly content: Content;
  readonly removedRows: number;
  readonly length: number;
}

/**
 * The rows of all sections, found by index. A log has up to 50,000 lines and grows several times a second, so the rows are computed when they
 * are drawn instead of being collected in an array.
 */
export class LogRows {
  readonly #parts: readonly Part[];
  readonly count: number;
  /** The indexes of the headers. */
  readonly headers: readonly number[];

  constructor(sections: readonly OpenSection[]) {
    const parts: Part[] = [];
    let start = 0;
    for (const [position, open] of sections.entries()) {
      const content = contentOf(open);
      const removedRows = content.removed > 0 ? 1 : 0;
      const length = open.isOpen
        ? 1 + removedRows + content.lines.length + content.marks.length + 1
        : 1;
      parts.push({ position, start, open, content, removedRows, length });
      start += length;
    }
    this.#parts = parts;
    this.count = start;
    this.headers = parts.map(part => part.start);
  }

  /** @returns undefined if the index is outside of the log */
  at(index: number): LogRow | undefined {
    const part = this.#partAt(index);
    return part && rowOf(part, index - part.start);
  }

  /**
   * The key of a row, which does not change while the log grows. The keys of all rows are computed whenever lines arrive, so the key of a line is a
   * number, which needs no
   * memory.
   */
  keyAt(index: number): string | number {
    const part = this.#partAt(index);
    const line = part && lineAt(part, index - part.start);
    if (part && line) {
      return part.position * KEYS_PER_SECTION + line.number;
    }
    const row = this.at(index);
    if (!row) {
      return `outside ${index}`;
    }
    return row.type === 'mark'
      ? `${row.section.id} ${row.mark.kind} ${row.mark.at}`
      : `${row.section.id} ${row.type}`;
  }

  /** Whether the row is the header of a section. */
  isHeader(index: number): boolean {
    return this.#partAt(index)?.start === index;
  }

  /** The index of a line's row, or undefined if the line is not shown. */
  indexOf(sectionId: string, lineNumber: number): number | undefined {
    const part = this.#partOf(sectionId);
    if (!part || part.content.lines.length === 0) {
      return undefined;
    }
    const { lines, marks } = part.content;
    const position = lineNumber - lines[0].number;
    if (position < 0 || position >= lines.length) {
      return undefined;
    }
    const marksBefore = marks.filter(({ after }) => after < lineNumber).length;
    return part.start + 1 + part.removedRows + position + marksBefore;
  }

  /** The index of a line's row, or of the first line that is kept if the line was removed. Undefined if the section shows no line. */
  nearest(place: {
    readonly section: string;
    readonly line: number;
  }): number | undefined {
    const part = this.#partOf(place.section);
    const first = part?.content.lines[0]?.number;
    return first === undefined
      ? undefined
      : this.indexOf(place.section, Math.max(first, place.line));
  }

  /** The number of lines that were removed from the sections that are open. */
  get removed(): number {
    return this.#parts.reduce((sum, { content }) => sum + content.removed, 0);
  }

  /** The index of a section's header, or undefined. */
  headerOf(sectionId: string): number | undefined {
    return this.#parts.find(({ open }) => open.section.id === sectionId)?.start;
  }

  #partOf(sectionId: string): Part | undefined {
    return this.#parts.find(
      ({ open }) => open.section.id === sectionId && open.isOpen,
    );
  }

  #partAt(index: number): Part | undefined {
    return this.#parts.find(
      ({ start, length }) => index >= start && index < start + length,
    );
  }
}

function contentOf({ isOpen, buffer }: OpenSection): Content {
  if (!isOpen || !buffer) {
    return NO_CONTENT;
  }
  const { lines, marks, removed } = buffer;
  return { lines, marks, removed };
}

function rowOf(part: Part, offset: number): LogRow {
  const { open, content, removedRows } = part;
  const { section, isOpen } = open;
  if (offset === 0) {
    return { type: 'header', section, isOpen };
  }
  if (offset === part.length - 1) {
    return { type: 'state', section };
  }
  if (offset <= removedRows) {
    return { type: 'removed', section, count: content.removed };
  }
  const position = offset - 1 - removedRows;
  const { mark, marksBefore } = contentAt(content, position);
  return mark
    ? { type: 'mark', section, mark }
    : { type: 'line', section, line: content.lines[position - marksBefore] };
}

/** The line in a row of a section, or undefined for the other rows. */
function lineAt(
  { content, removedRows, length }: Part,
  offset: number,
): LogLine | undefined {
  const position = offset - 1 - removedRows;
  if (position < 0 || offset === length - 1) {
    return undefined;
  }
  const { mark, marksBefore } = contentAt(content, position);
  return mark ? undefined : content.lines[position - marksBefore];
}

const NO_MARKS = { mark: undefined, marksBefore: 0 };

/** The mark at a position, if there is one, and the number of marks before it. A log has few marks, so a linear search is fast enough. */
function contentAt(
  { lines, marks }: Content,
  position: number,
): { mark: LogMark | undefined; marksBefore: number } {
  if (marks.length === 0) {
    return NO_MARKS;
  }
  const firstNumber = lines[0]?.number ?? 1;
  let marksBefore = 0;
  for (const mark of marks) {
    const markPosition = mark.after - firstNumber + 1 + marksBefore;
    if (markPosition === position) {
      return { mark, marksBefore };
    }
    if (markPosition > position) {
      break;
    }
    marksBefore += 1;
  }
  return { mark: undefined, marksBefore };
}
