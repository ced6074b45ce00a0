import {
  KRATIX_GROUP,
  parseApiVersion,
} from '@kratix-portal/plugin-ske-common';

/** Whether a kind belongs to Kubernetes or to Kratix itself, such as a Promise. All other kinds can be offered by a Promise. */
export function isPlatformKind({
  apiVersion,
}: {
  apiVersion: string;
}): boolean {
  const group = parseApiVersion(apiVersion)?.group ?? '';
  return (
    !group.includes('.') || group.endsWith('.k8s.io') || group === KRATIX_GROUP
  );
}
