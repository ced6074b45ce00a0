import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiServerClient } from '../apiserver/ApiServerClient';
import { CATALOG_KINDS_ROLE, catalogKindsRole } from './catalogReader';
import {
  CUSTOM_RESOURCE_READER,
  customResourceReaderRole,
  RBAC_PATH,
} from './roles';

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const ROLES = `${RBAC_PATH}/clusterroles`;
/** Kratix sets this label on the CustomResourceDefinition of a Promise. */
const PROMISE_NAME = 'kratix.io/promise-name';
const RETRY_MILLISECONDS = 500;

const definitionSchema = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.object({
    group: z.string(),
    names: z.object({ plural: z.string() }),
  }),
});
type Definition = z.infer<typeof definitionSchema>;
const listSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  items: z.array(definitionSchema),
});
const watchEventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
  object: definitionSchema,
});

/**
 * Updates two ClusterRoles when the cluster's CustomResourceDefinitions change: the developers' role for all their groups, and the role of the
 * portal's catalog for the kinds of Promises. A definition is created before its kind is served, so the roles are updated in time.
 *
 * Resolves when the roles cover all existing definitions. `stop` ends the watch.
 */
export async function keepCustomResourceReader(
  admin: ApiServerClient,
  onProblem: (error: unknown) => void,
): Promise<{ stop(): Promise<void> }> {
  const stopped = new AbortController();
  const first = await coverAll(admin);
  const running = follow(admin, first, stopped.signal, onProblem);
  return {
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}

interface Covered {
  /** By the name of the definition. */
  kinds: Map<string, CoveredKind>;
  resourceVersion: string;
}

interface CoveredKind {
  group: string;
  plural: string;
  isOfPromise: boolean;
}

async function coverAll(admin: ApiServerClient): Promise<Covered> {
  const list = listSchema.parse(
    await admin.expect({ method: 'GET', path: DEFINITIONS }),
  );
  const kinds = new Map(
    list.items.map(item => [item.metadata.name, coveredKind(item)]),
  );
  await cover(admin, kinds);
  return { kinds, resourceVersion: list.metadata.resourceVersion };
}

function coveredKind({ metadata, spec }: Definition): CoveredKind {
  return {
    group: spec.group,
    plural: spec.names.plural,
    isOfPromise: metadata.labels?.[PROMISE_NAME] !== undefined,
  };
}

async function cover(
  admin: ApiServerClient,
  kinds: Map<string, CoveredKind>,
): Promise<void> {
  const all = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = [...new Set(all.map(([, { group }]) => group))].sort();
  const ofPromises = all
    .map(([, kind]) => kind)
    .filter(({ isOfPromise }) => isOfPromise);
  await Promise.all([
    admin.apply(
      `${ROLES}/${CUSTOM_RESOURCE_READER}`,
      customResourceReaderRole(groups),
    ),
    admin.apply(`${ROLES}/${CATALOG_KINDS_ROLE}`, catalogKindsRole(ofPromises)),
  ]);
}

/** Watches until it is stopped. It relists and watches again after a watch that ended or failed. */
async function follow(
  admin: ApiServerClient,
  first: Covered,
  stopped: AbortSignal,
  onProblem: (error: unknown) => void,
): Promise<void> {
  let covered: Covered | undefined = first;
  while (!stopped.aborted) {
    try {
      covered ??= await coverAll(admin);
      await followOnce(admin, covered, stopped);
    } catch (error) {
      if (stopped.aborted) {
        return;
      }
      onProblem(error);
      await delay(RETRY_MILLISECONDS);
    }
    covered = undefined;
  }
}

async function followOnce(
  admin: ApiServerClient,
  { kinds, resourceVersion }: Covered,
  stopped: AbortSignal,
): Promise<void> {
  const path = `${DEFINITIONS}?watch=true&resourceVersion=${resourceVersion}`;
  for await (const received of admin.watch(path, stopped)) {
    const { type, object } = watchEventSchema.parse(received);
    const { name } = object.metadata;
    const known = JSON.stringify(kinds.get(name));
    if (type === 'DELETED') {
      kinds.delete(name);
    } else {
      kinds.set(name, coveredKind(object));
    }
    if (known !== JSON.stringify(kinds.get(name))) {
      await cover(admin, kinds);
    }
  }
}
