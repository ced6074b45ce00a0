import { SkeError, type SkeErrorCode } from '@kratix-portal/plugin-ske-common';
import { LineSplitter } from '../buffer/LineSplitter';
import { splitTime } from '../buffer/LogLine';
import type { TimedText } from '../buffer/SeenLines';

const ABSENT: readonly SkeErrorCode[] = [
  'logs-gone',
  'logs-pending',
  'not-found',
];

/** Reads a log to its end. Returns undefined if there is no log. */
export async function collectLines(
  log: AsyncIterable<string>,
): Promise<readonly TimedText[] | undefined> {
  const splitter = new LineSplitter();
  const lines: TimedText[] = [];
  try {
    for await (const chunk of log) {
      splitter.push(chunk).forEach(raw => lines.push(splitTime(raw)));
    }
  } catch (error) {
    if (SkeError.is(error) && ABSENT.includes(error.code)) {
      return undefined;
    }
    throw error;
  }
  splitter.end().forEach(raw => lines.push(splitTime(raw)));
  return lines;
}
