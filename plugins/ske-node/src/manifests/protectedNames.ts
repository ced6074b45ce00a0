import { portalAnnotations } from '@kratix-portal/plugin-ske-common';

/**
 * Whether no update removes a label or annotation: it is one of Kratix, which people set through actions, or the one that the portal writes.
 */
export function isProtectedName(name: string): boolean {
  return (
    /(?:^|\.)kratix\.io\//.test(name) || name === portalAnnotations.requestedBy
  );
}
