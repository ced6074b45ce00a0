import type { ResourceEvent } from '@kratix-portal/plugin-ske-common';

/** How the events are shown. */
export interface EventOptions {
  /** Shows warnings before all other events. */
  warningsFirst: boolean;
  /** Also shows events that Kratix reports at each reconciliation and that say nothing new. */
  showNoise: boolean;
}

/** The events to show, and how many reports were left out. */
export interface ArrangedEvents {
  readonly events: readonly ResourceEvent[];
  /** The number of reports of the events that were left out. */
  readonly foldedReports: number;
  readonly warnings: number;
}

/** Kratix reports these at every reconciliation, which is many times in a run. */
const NOISE = new Set(['ReconcileStarted']);

/** Whether an event says nothing that the state of the request does not say. */
function isNoise({ type, reason }: ResourceEvent): boolean {
  return type !== 'Warning' && NOISE.has(reason);
}

/** Orders the events, the latest first, and leaves out what repeats at every reconciliation. */
export function arrangeEvents(
  all: readonly ResourceEvent[],
  { warningsFirst, showNoise }: EventOptions,
): ArrangedEvents {
  const noise = all.filter(isNoise);
  const shown = showNoise ? all : all.filter(event => !isNoise(event));
  const isWarning = ({ type }: ResourceEvent) => type === 'Warning';
  return {
    events: warningsFirst
      ? [
          ...shown.filter(isWarning),
          ...shown.filter(event => !isWarning(event)),
        ]
      : shown,
    foldedReports: noise.reduce((sum, { count }) => sum + count, 0),
    warnings: shown.filter(isWarning).length,
  };
}
