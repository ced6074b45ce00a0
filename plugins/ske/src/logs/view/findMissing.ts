import type { LogBuffer } from '../buffer/LogBuffer';
import type { LogPhase } from '../source/LogState';
import type { LogSection } from './sections';

/** Why the container or the line in a link cannot be shown. */
export type MissingPlace =
  /** The run has no such container, Pod or attempt. */
  | 'section'
  /** The line was removed, because only the latest lines are kept. */
  | 'removed-line'
  /** The log has ended before this line. */
  | 'line';

/** Phases in which no further lines arrive. */
const ENDS: readonly LogPhase[] = ['complete', 'gone'];

/** Says why the target of a link cannot be shown. Undefined if it can be shown, or may be shown as soon as the log has been read. */
export function findMissing(options: {
  section: LogSection | undefined;
  line: number | undefined;
  log:
    | {
        readonly buffer: Pick<LogBuffer, 'removed' | 'total'>;
        readonly state: { readonly phase: LogPhase };
      }
    | undefined;
}): MissingPlace | undefined {
  const { section, line, log } = options;
  if (!section) {
    return 'section';
  }
  if (line === undefined || !log) {
    return undefined;
  }
  const { removed, total } = log.buffer;
  if (line <= removed) {
    return 'removed-line';
  }
  return line > total && ENDS.includes(log.state.phase) ? 'line' : undefined;
}
