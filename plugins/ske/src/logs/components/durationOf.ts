import type { PipelineContainer } from '@kratix-portal/plugin-ske-common';

/**
 * How long a container ran, such as `42 s` or `3 min 5 s`.
 *
 * @returns undefined while it runs, and where the cluster does not say it
 */
export function durationOf({
  startedAt,
  finishedAt,
}: Pick<PipelineContainer, 'startedAt' | 'finishedAt'>): string | undefined {
  const seconds = Math.round(
    (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1000,
  );
  if (!Number.isFinite(seconds) || seconds < 0) {
    return undefined;
  }
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
