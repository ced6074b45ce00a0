import type { KubernetesObject } from '../live';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { Action, ActionName } from '../actions/Action';
import type { ActionOutcome } from '../actions/performAction';
import type { ActionFacts } from '../actions/readObstacle';

/** One of the objects that an action is for. */
export interface BulkItem {
  /** The uid. */
  readonly id: string;
  readonly ref: ResourceRef;
  /** The object as the page showed it. */
  readonly object: KubernetesObject;
  /** The name of the Promise of the object. Absent if Kratix has not picked up the request. */
  readonly promise?: string;
  readonly isPromisePaused: boolean;
  /** The version that an upgrade chooses. */
  readonly upgradeTo?: string;
  /** Whether the object has a version. */
  readonly hasVersion: boolean;
}

/** The result of the action for one object, so far. */
export type BulkResult = 'sending' | 'stopped' | ActionOutcome;

/** What is known about an object in addition to the user's permissions. */
export function factsOf(item: BulkItem): ActionFacts {
  const { object, isPromisePaused, upgradeTo, hasVersion } = item;
  const sameOrNone = hasVersion ? 'same' : 'none';
  return {
    object,
    isPromisePaused,
    versions: upgradeTo === undefined ? sameOrNone : 'some',
  };
}

/** The action for one object. An upgrade goes to the newest version of the object's own Promise. */
export function actionFor(name: ActionName, item: BulkItem): Action {
  return name === 'upgrade'
    ? { name, version: item.upgradeTo ?? 'latest' }
    : { name };
}
