import type { PipelineRun } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';
import { textAt } from '../../values';

/** Kratix starts to handle a deletion within seconds. */
const SILENT_MILLIS = 60_000;

/** The clock of a browser rarely differs more than this from that of the cluster. */
const CLOCK_TOLERANCE_MILLIS = 5 * 60_000;

/**
 * Whether nothing has happened to an object since its deletion was requested: no write of any controller, and no run of a delete pipeline. The function
 * returns false for an object without managed fields, because nothing shows who wrote it.
 *
 * The clock of the browser may be fast. So either the page has seen the deletion for `SILENT_MILLIS`, or the deletion is older than `SILENT_MILLIS`
 * plus `CLOCK_TOLERANCE_MILLIS`.
 */
export function isControllerSilent(
  { metadata }: KubernetesObject,
  runs: readonly PipelineRun[] | undefined,
  clock: {
    /** Milliseconds since the epoch. */
    now: number;
    /** When the page saw the deletion for the first time, by the same clock. */
    seenSince: number;
  },
): boolean {
  const since = Date.parse(metadata.deletionTimestamp ?? '');
  const { managedFields } = metadata;
  const { now, seenSince } = clock;
  const isLong =
    now - seenSince >= SILENT_MILLIS ||
    now - since >= SILENT_MILLIS + CLOCK_TOLERANCE_MILLIS;
  if (Number.isNaN(since) || !isLong || managedFields === undefined) {
    return false;
  }
  const isWritten = managedFields.some(
    fields => Date.parse(textAt(fields, 'time') ?? '') > since,
  );
  const hasRun = runs?.some(
    ({ action, createdAt }) =>
      action === 'delete' && Date.parse(createdAt) >= since,
  );
  return !isWritten && hasRun !== true;
}
