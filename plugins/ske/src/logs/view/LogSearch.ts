import type { LogLine } from '../buffer/LogLine';
import { plainText } from './ansi';

/** What the user searches for. */
export interface SearchQuery {
  readonly text: string;
  readonly isRegExp: boolean;
  readonly isCaseSensitive: boolean;
}

/** A line that matches. */
export interface SearchMatch {
  readonly sectionId: string;
  readonly line: number;
}

/** A section whose lines are searched. */
export interface SearchedSection {
  readonly id: string;
  /** Identifies the log. If a section gets a new log, its line numbers start again at 1, so the matches of the old log do not apply to it. */
  readonly log: object;
  readonly lines: readonly LogLine[];
}

/** A longer line is not tested with a regular expression, which could take very long. */
const MAX_REG_EXP_CHARACTERS = 5_000;

/**
 * Compiles what the user searches for.
 *
 * @returns undefined for an empty search, and an error message of the JavaScript engine for an invalid regular expression
 */
export function compileSearch({
  text,
  isRegExp,
  isCaseSensitive,
}: SearchQuery): ((line: string) => boolean) | { error: string } | undefined {
  if (text === '') {
    return undefined;
  }
  if (isRegExp) {
    try {
      const pattern = new RegExp(text, isCaseSensitive ? '' : 'i');
      return line =>
        line.length <= MAX_REG_EXP_CHARACTERS && pattern.test(line);
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }
  if (isCaseSensitive) {
    return line => line.includes(text);
  }
  const lower = text.toLowerCase();
  return line => line.toLowerCase().includes(lower);
}

/** Finds the lines that match, and tests each line once while a log grows. */
export class LogSearch {
  readonly #matches: (line: string) => boolean;
  readonly #byLog = new WeakMap<object, { upTo: number; lines: number[] }>();

  constructor(matches: (line: string) => boolean) {
    this.#matches = matches;
  }

  /** The matches of all sections in their order, with the lines that have arrived since the last call. */
  update(sections: readonly SearchedSection[]): readonly SearchMatch[] {
    return sections.flatMap(({ id, log, lines }) => {
      const known = this.#byLog.get(log) ?? { upTo: 0, lines: [] };
      this.#byLog.set(log, known);
      const first = lines[0]?.number ?? known.upTo + 1;
      const start = Math.max(0, known.upTo + 1 - first);
      for (let index = start; index < lines.length; index += 1) {
        if (this.#matches(plainText(lines[index].text))) {
          known.lines.push(lines[index].number);
        }
      }
      known.upTo = Math.max(known.upTo, first + lines.length - 1);
      return known.lines
        .filter(line => line >= first)
        .map(line => ({ sectionId: id, line }));
    });
  }
}
