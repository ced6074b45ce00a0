import type { PipelineRun } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';
import { textAt } from '../../values';

/** Kratix begins with a deletion within seconds. */
const SILENT_MILLIS = 60_000;

/**
 * Whether nothing has happened to an object since its deletion was requested: no write of any controller, and no run of a delete pipeline. An object
 * without managed fields does not tell.
 */
export function isControllerSilent(
  { metadata }: KubernetesObject,
  runs: readonly PipelineRun[] | undefined,
  now: number,
): boolean {
  const since = Date.parse(metadata.deletionTimestamp ?? '');
  const { managedFields } = metadata;
  if (!(now - since >= SILENT_MILLIS) || managedFields === undefined) {
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
