import { join } from 'node:path';
import {
  KubernetesApi,
  objectOf,
  resourceTypes,
} from '@kratix-portal/kratix-stand-in';
import { writePrivately } from '../stateFolder/privateFiles';
import {
  applyObjects,
  bindingOf,
  type ClusterRole,
  LABELS,
  mayRead,
  roleOf,
} from './roles';

/** The namespace of the portal's objects in the cluster. */
const NAMESPACE = 'kratix-portal';
const ACCOUNT = 'catalog-reader';
const ROLE = 'kratix-portal-catalog-reader';
/** The ClusterRole for the kinds that Promises define. */
const CATALOG_KINDS_ROLE = 'kratix-portal-catalog-kinds';

/** The kinds that the portal's catalog always reads: the ClusterRole in docs/reference/catalog.md. */
export const catalogReaderRole: ClusterRole = roleOf(ROLE, [
  mayRead('platform.kratix.io', 'promises', 'resourcebindings'),
  mayRead('apiextensions.k8s.io', 'customresourcedefinitions'),
]);

/** Allows the catalog to read the kinds that Promises define. */
export function catalogKindsRole(
  kinds: readonly { group: string; plural: string }[],
): ClusterRole {
  return roleOf(
    CATALOG_KINDS_ROLE,
    kinds.map(({ group, plural }) => mayRead(group, plural)),
  );
}

/**
 * Creates the ServiceAccount that the portal's catalog uses, which may only read, and writes a token for it.
 *
 * @returns the path of the token file, which only its owner can read
 */
export async function writeCatalogToken(
  api: KubernetesApi,
  folder: string,
): Promise<string> {
  const { namespace, serviceAccount } = resourceTypes;
  const account = { namespace: NAMESPACE, name: ACCOUNT };
  await api.ensure(
    namespace,
    objectOf(namespace, { name: NAMESPACE, labels: LABELS }),
  );
  await api.ensure(
    serviceAccount,
    objectOf(serviceAccount, { ...account, labels: LABELS }),
  );
  const subject = { kind: serviceAccount.kind, ...account };
  await applyObjects(api, [
    catalogReaderRole,
    bindingOf(ROLE, ROLE, subject),
    bindingOf(CATALOG_KINDS_ROLE, CATALOG_KINDS_ROLE, subject),
  ]);
  const file = join(folder, 'catalog-reader.token');
  await writePrivately(file, await api.requestToken(account));
  return file;
}
