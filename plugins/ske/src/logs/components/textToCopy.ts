import type { Words } from '../../words';
import type { SectionLogs } from '../hooks/useSectionLogs';
import type { LogPhase } from '../source/LogState';
import { sectionTitle, type LogSection } from '../view/sections';
import { stateText } from './stateText';

/** Phases in which lines are missing. */
const INCOMPLETE: readonly LogPhase[] = [
  'loading',
  'interrupted',
  'refused',
  'signed-out',
  'failed',
];

/**
 * The text of a run's log for the clipboard: the lines of the open sections. The text names what is left out, so that a part does not look like the
 * whole log. The log of a single section is copied as it is.
 */
export function textToCopy(
  t: Words,
  options: {
    sections: readonly LogSection[];
    isOpen(section: LogSection): boolean;
    logs: SectionLogs;
    linesOf(section: LogSection): readonly string[];
  },
): string {
  const { sections, isOpen, logs, linesOf } = options;
  return sections
    .flatMap(section => [
      ...(sections.length > 1 ? [`==== ${sectionTitle(section)} ====`] : []),
      ...(isOpen(section) || !section.container.hasLogs
        ? linesOfOpen(section)
        : [`(${t('logs.copy.closed')})`]),
    ])
    .join('\n');

  function linesOfOpen(section: LogSection): readonly string[] {
    const log = logs.get(section.id);
    const count = log?.buffer.removed ?? 0;
    const isIncomplete = log && INCOMPLETE.includes(log.state.phase);
    return [
      ...(count > 0 ? [`(${t('logs.mark.removed', { count })})`] : []),
      ...linesOf(section),
      ...(!log || isIncomplete ? [`(${stateText(t, log, section)})`] : []),
    ];
  }
}
