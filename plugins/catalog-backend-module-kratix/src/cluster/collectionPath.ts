import {
  isDns1035Label,
  isDnsLabel,
  isDnsSubdomain,
} from '@kratix-portal/plugin-ske-common';

/** Where the objects of a kind are. */
export interface CollectionLocation {
  group: string;
  version: string;
  plural: string;
  /** Absent: of all namespaces, or of a cluster-scoped kind. */
  namespace?: string;
}

/**
 * The request path of a collection. The parts come from objects of the cluster, so each is held against its grammar first (S21).
 *
 * @returns undefined when one of them is no valid one
 */
export function collectionPath(
  location: CollectionLocation,
): string | undefined {
  const { group, version, plural, namespace } = location;
  const isValid =
    isDnsSubdomain(group) &&
    isDns1035Label(version) &&
    isDns1035Label(plural) &&
    (namespace === undefined || isDnsLabel(namespace));
  if (!isValid) {
    return undefined;
  }
  const where = namespace === undefined ? '' : `/namespaces/${namespace}`;
  return `/apis/${group}/${version}${where}/${plural}`;
}
