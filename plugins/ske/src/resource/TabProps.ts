import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../live';
import type { ResourceTab } from '../routes';

/** What the content of each tab gets. */
export interface TabProps {
  resourceRef: ResourceRef;
  /** The request, or how it was last seen. */
  object: KubernetesObject;
  /** The address of a tab. */
  linkTo(tab: ResourceTab): string;
}
