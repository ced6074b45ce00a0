import type { FakePlatform } from './FakePlatform';
import type { ObjectInput } from './FakeCluster';

/** One line of a recording. */
export interface RecordedLine {
  /** Milliseconds since the start. */
  t: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: ObjectInput;
}

/** The lines of a recording (`*.jsonl`). */
export function parseRecording(text: string): RecordedLine[] {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as RecordedLine);
}

/** Applies the lines of a recording up to a time. Call it again with a later time to continue. Returns the lines that are left. */
export function replay(
  platform: FakePlatform,
  lines: readonly RecordedLine[],
  until = Number.POSITIVE_INFINITY,
): RecordedLine[] {
  const count = lines.filter(({ t }) => t <= until).length;
  for (const { type, object } of lines.slice(0, count)) {
    if (type === 'DELETED') {
      platform.remove(object);
    } else {
      platform.put(object);
    }
  }
  return lines.slice(count);
}
