import { portalAnnotations } from '@kratix-portal/plugin-ske-common';

/**
 * Whether a label or annotation stays in every update. This applies to the labels and annotations of Kratix, which users set with actions, and to
 * the annotation that the portal writes.
 */
export function isProtectedName(name: string): boolean {
  return (
    /(?:^|\.)kratix\.io\//.test(name) || name === portalAnnotations.requestedBy
  );
}
