import { portalAnnotations } from '@kratix-portal/plugin-ske-common';

/**
 * Whether a label or annotation stays in every update. This is so for the labels and annotations of Kratix, which people set through actions, and for
 * the annotation that the portal writes.
 */
export function isProtectedName(name: string): boolean {
  return (
    /(?:^|\.)kratix\.io\//.test(name) || name === portalAnnotations.requestedBy
  );
}
