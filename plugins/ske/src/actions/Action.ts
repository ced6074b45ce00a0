import type { JsonObject } from '@backstage/types';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';

/** What a user can ask Kratix to do with a resource request or a Promise. */
export type ActionName =
  'reconcile' | 'pause' | 'resume' | 'upgrade' | 'delete';

/** An action with its parameters. */
export type Action =
  | { readonly name: 'reconcile' | 'pause' | 'resume' | 'delete' }
  | { readonly name: 'upgrade'; readonly version: string };

/** The object that an action is for, as the user saw it. */
export interface ActionTarget {
  readonly ref: ResourceRef;
  /** An object that was created again under the same name has another uid. */
  readonly uid: string;
  /** The resourceVersion that the page had when the user chose the action. It is not sent as a precondition, since Kratix writes the status all the time. */
  readonly resourceVersion?: string;
  /** The status that the page had when the user chose the action. It shows whether a run has started since. */
  readonly status?: JsonObject;
}
