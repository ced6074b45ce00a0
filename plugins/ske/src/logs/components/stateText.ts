import { ownErrorText, type Words } from '../../words';
import type { ContainerLog } from '../source/ContainerLog';
import type { LogSection } from '../view/sections';

/** The text in the row after the lines of a section. */
export function stateText(
  t: Words,
  log: ContainerLog | undefined,
  { isEarlier }: LogSection,
): string {
  if (!log) {
    return t('logs.state.notStarted');
  }
  const { phase, error } = log.state;
  const hasLines = log.buffer.total > 0;
  const message = error ? (ownErrorText(t, error) ?? error.message) : '';
  switch (phase) {
    case 'refused':
      return t('logs.state.refused', { message });
    case 'failed':
      return t('logs.state.failed', { message });
    case 'gone':
      return goneText(t, { hasLines, isEarlier });
    case 'complete':
      return hasLines ? t('logs.state.complete') : t('logs.state.empty');
    default:
      return t(`logs.state.${phase}`);
  }
}

function goneText(
  t: Words,
  { hasLines, isEarlier }: { hasLines: boolean; isEarlier: boolean },
): string {
  if (isEarlier) {
    return hasLines
      ? t('logs.state.goneAttemptWithLines')
      : t('logs.state.goneAttempt');
  }
  return hasLines ? t('logs.state.goneWithLines') : t('logs.state.gone');
}
