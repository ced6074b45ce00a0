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
  /** The state of the section's log. It follows the lines. */
  | { readonly type: 'state'; readonly section: LogSection };

interface Part {
  readonly start: number;
  readonly open: OpenSection;
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
    for (const open of sections) {
      const removedRows = open.isOpen && open.buffer?.removed ? 1 : 0;
      const content = open.isOpen
        ? removedRows +
          (open.buffer?.lines.length ?? 0) +
          (open.buffer?.marks.length ?? 0) +
          1
        : 0;
      parts.push({ start, open, removedRows, length: 1 + content });
      start += 1 + content;
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

  /** The index of a line's row, or undefined if the line is not shown. */
  indexOf(sectionId: string, lineNumber: number): number | undefined {
    const part = this.#parts.find(
      ({ open }) => open.section.id === sectionId && open.isOpen,
    );
    const lines = part?.open.buffer?.lines ?? [];
    if (!part || lines.length === 0) {
      return undefined;
    }
    const position = lineNumber - lines[0].number;
    if (position < 0 || position >= lines.length) {
      return undefined;
    }
    const marksBefore = part.open.buffer!.marks.filter(
      ({ after }) => after < lineNumber,
    ).length;
    return part.start + 1 + part.removedRows + position + marksBefore;
  }

  /** The index of a section's header, or undefined. */
  headerOf(sectionId: string): number | undefined {
    return this.#parts.find(({ open }) => open.section.id === sectionId)?.start;
  }

  /** The index of the last row of a section, or undefined. */
  endOf(sectionId: string): number | undefined {
    const part = this.#parts.find(({ open }) => open.section.id === sectionId);
    return part && part.start + part.length - 1;
  }

  #partAt(index: number): Part | undefined {
    return this.#parts.find(
      ({ start, length }) => index >= start && index < start + length,
    );
  }
}

function rowOf(part: Part, offset: number): LogRow {
  const { section, isOpen, buffer } = part.open;
  if (offset === 0) {
    return { type: 'header', section, isOpen };
  }
  if (offset === part.length - 1 || !buffer) {
    return { type: 'state', section };
  }
  if (offset <= part.removedRows) {
    return { type: 'removed', section, count: buffer.removed };
  }
  return contentRow(section, buffer, offset - 1 - part.removedRows);
}

/** Lines and marks in their order. There are few marks, so they are walked through. */
function contentRow(
  section: LogSection,
  { lines, marks }: Pick<LogBuffer, 'lines' | 'marks'>,
  position: number,
): LogRow {
  const firstNumber = lines[0]?.number ?? 1;
  let marksBefore = 0;
  for (const mark of marks) {
    const markPosition = mark.after - firstNumber + 1 + marksBefore;
    if (markPosition === position) {
      return { type: 'mark', section, mark };
    }
    if (markPosition > position) {
      break;
    }
    marksBefore += 1;
  }
  return { type: 'line', section, line: lines[position - marksBefore] };
}
