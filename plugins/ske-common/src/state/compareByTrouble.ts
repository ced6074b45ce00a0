import type { ObjectState } from './parts/StateWithReason';

/** The order of states, worst first. It contains the states of all kinds of objects. */
const ORDER: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['failed'],
    ['unhealthy'],
    // `stuck` stands for a deletion that does not continue.
    ['stuck', 'suspended'],
    ['degraded', 'misplaced', 'no-destination', 'not-ready'],
    ['waiting-for-promise', 'unavailable'],
    ['not-picked-up'],
    ['in-progress', 'running', 'pending'],
    ['deleting'],
    ['paused'],
    ['ready', 'available', 'applied', 'healthy', 'succeeded', 'superseded'],
  ].flatMap((states, rank) => states.map(state => [state, rank])),
);
const LAST = Object.keys(ORDER).length;

/**
 * Compares two states for a table that shows the worst states first. Equally bad states are sorted by time, the latest first; a state whose time is not
 * known comes after the others.
 *
 * @public
 */
export function compareByTrouble(
  a: Pick<ObjectState<string>, 'state' | 'tone' | 'since'>,
  b: Pick<ObjectState<string>, 'state' | 'tone' | 'since'>,
): number {
  return rankOf(a) - rankOf(b) || compareTimes(b.since ?? '', a.since ?? '');
}

/** Kubernetes writes all times in UTC and in one format, so they compare as text. `localeCompare` would take most of the time of sorting a list. */
function compareTimes(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function rankOf({
  state,
  tone,
}: Pick<ObjectState<string>, 'state' | 'tone'>): number {
  const isHeldUp = tone === 'negative' || tone === 'attention';
  if (isHeldUp && state === 'deleting') {
    return ORDER.stuck;
  }
  // Kratix reports a pipeline as running although its image cannot be pulled.
  const isWaiting =
    isHeldUp && ['in-progress', 'running', 'pending'].includes(state);
  return ORDER[isWaiting ? 'waiting-for-promise' : state] ?? LAST;
}
