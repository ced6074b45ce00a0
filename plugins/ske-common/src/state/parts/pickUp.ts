import { isObject, objectsAt, textAt, valueAt } from './values';

/**
 * After this time a page warns that Kratix has not picked up a request. Kratix itself looks at some requests again after a minute.
 *
 * @public
 */
export const PICK_UP_WARNING_SECONDS = 60;

/**
 * What Kratix has not picked up.
 *
 * - `created`: the object itself.
 * - `changed`: the latest change of its spec.
 * - `reconciliation`: the label that starts the workflow.
 * - `resumed`: the object after it was resumed. Kratix may never reconcile such an object by itself.
 *
 * @public
 */
export type NotPickedUp = 'created' | 'changed' | 'reconciliation' | 'resumed';

/**
 * The number of seconds since a time; undefined if the time is not known. The result is 0 if the local clock is behind the clock of the cluster.
 *
 * @public
 */
export function secondsSince(
  since: string | undefined,
  now: Date,
): number | undefined {
  const start = since === undefined ? NaN : Date.parse(since);
  return Number.isNaN(start)
    ? undefined
    : Math.max(0, Math.floor((now.getTime() - start) / 1000));
}

/**
 * Whether Kratix has left an object unprocessed for so long that a page shows a warning.
 *
 * @public
 */
export function isPickUpLate(
  state: { notPickedUp?: NotPickedUp; since?: string },
  now: Date,
): boolean {
  const seconds = secondsSince(state.since, now);
  return (
    state.notPickedUp !== undefined &&
    seconds !== undefined &&
    seconds >= PICK_UP_WARNING_SECONDS
  );
}

/** When the spec was last written, from `managedFields`; undefined if the object does not have them. */
export function specChangedAt(managedFields: unknown): string | undefined {
  return writtenAt(managedFields, fields => valueAt(fields, 'f:spec'));
}

/** When a label was set, from `managedFields`; undefined if the object does not have them. */
export function labelSetAt(
  managedFields: unknown,
  label: string,
): string | undefined {
  return writtenAt(managedFields, fields =>
    valueAt(fields, 'f:metadata', 'f:labels', `f:${label}`),
  );
}

/** The time of the latest write by a field manager that owns a field. Writes of the status do not count. */
function writtenAt(
  managedFields: unknown,
  fieldIn: (fields: unknown) => unknown,
): string | undefined {
  return objectsAt({ managedFields }, 'managedFields')
    .filter(
      each =>
        textAt(each, 'subresource') === undefined &&
        isObject(fieldIn(valueAt(each, 'fieldsV1'))),
    )
    .map(each => textAt(each, 'time'))
    .filter(time => time !== undefined)
    .sort()
    .at(-1);
}
