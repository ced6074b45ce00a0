import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject, LiveObject } from '../../live';
import type { ResourceTab } from '../../routes';
import type { Submission } from '../request/Submission';

/** Properties of the header. */
export interface ResourceHeaderProps {
  resourceRef: ResourceRef;
  object: KubernetesObject;
  live: LiveObject;
  linkTo(tab: ResourceTab): string;
  submission?: Submission;
  /** Whether the page around the header already has a heading with the name. */
  isEmbedded?: boolean;
  /** Set if the request that was shown first is gone, and another request has its name. */
  onAccept?(): void;
}
