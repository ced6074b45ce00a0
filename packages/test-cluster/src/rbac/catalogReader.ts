import { join } from 'node:path';
import { z } from 'zod';
import type { ApiServerClient } from '../apiserver/ApiServerClient';
import { writePrivately } from '../stateFolder/privateFiles';
import { LABELS, READ, RBAC_PATH, type ClusterRole } from './roles';

/** The namespace of the portal's objects in the cluster. */
const NAMESPACE = 'kratix-portal';
const ACCOUNT = 'catalog-reader';
const ROLE = 'kratix-portal-catalog-reader';
/** The ClusterRole for the kinds that Promises define. */
export const CATALOG_KINDS_ROLE = 'kratix-portal-catalog-kinds';
/** Longer than any demo. The account is deleted with the platform. */
const TOKEN_SECONDS = 365 * 24 * 60 * 60;

/** What the portal's catalog always reads: exactly the ClusterRole in docs/reference/catalog.md. */
export const catalogReaderRole: ClusterRole = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: ROLE, labels: LABELS },
  rules: [
    {
      apiGroups: ['platform.kratix.io'],
      resources: ['promises', 'resourcebindings'],
      verbs: READ,
    },
    {
      apiGroups: ['apiextensions.k8s.io'],
      resources: ['customresourcedefinitions'],
      verbs: READ,
    },
  ],
};

/** Allows the catalog to read the kinds that Promises define. */
export function catalogKindsRole(
  kinds: readonly { group: string; plural: string }[],
): ClusterRole {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: CATALOG_KINDS_ROLE, labels: LABELS },
    rules: kinds.map(({ group, plural }) => ({
      apiGroups: [group],
      resources: [plural],
      verbs: READ,
    })),
  };
}

/**
 * Creates the account that the portal's catalog uses, which may only read, and writes a token for it.
 *
 * @returns the path of the token file, which only its owner can read
 */
export async function writeCatalogToken(
  admin: ApiServerClient,
  folder: string,
): Promise<string> {
  await admin.apply(`/api/v1/namespaces/${NAMESPACE}`, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE, labels: LABELS },
  });
  const account = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/${ACCOUNT}`;
  await admin.apply(account, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: ACCOUNT, namespace: NAMESPACE, labels: LABELS },
  });
  await admin.apply(`${RBAC_PATH}/clusterroles/${ROLE}`, catalogReaderRole);
  await Promise.all([ROLE, CATALOG_KINDS_ROLE].map(role => bind(admin, role)));
  const answer = await admin.expect({
    method: 'POST',
    path: `${account}/token`,
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: TOKEN_SECONDS },
    },
  });
  const { status } = z
    .object({ status: z.object({ token: z.string() }) })
    .parse(answer);
  const file = join(folder, 'catalog-reader.token');
  await writePrivately(file, status.token);
  return file;
}

async function bind(admin: ApiServerClient, role: string): Promise<void> {
  await admin.apply(`${RBAC_PATH}/clusterrolebindings/${role}`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: role, labels: LABELS },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects: [{ kind: 'ServiceAccount', name: ACCOUNT, namespace: NAMESPACE }],
  });
}
