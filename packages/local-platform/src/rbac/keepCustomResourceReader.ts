import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiServerClient } from '../apiserver/ApiServerClient';
import { CUSTOM_RESOURCE_READER, customResourceReaderRole } from './roles';

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const ROLE = `/apis/rbac.authorization.k8s.io/v1/clusterroles/${CUSTOM_RESOURCE_READER}`;
const RETRY_MILLISECONDS = 500;

const definitionSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({ group: z.string() }),
});
const listSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  items: z.array(definitionSchema),
});
const watchEventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
  object: definitionSchema,
});

/**
 * Keeps the developers' ClusterRole for Promise-defined kinds in step with the cluster's CustomResourceDefinitions: a
 * definition is seen when it is created, which is before its kind is served.
 *
 * Resolves when the role covers what there is; `stop` ends the watch.
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
  /** API group by the name of the definition. */
  groups: Map<string, string>;
  resourceVersion: string;
}

async function coverAll(admin: ApiServerClient): Promise<Covered> {
  const list = listSchema.parse(
    await admin.expect({ method: 'GET', path: DEFINITIONS }),
  );
  const groups = new Map(
    list.items.map(item => [item.metadata.name, item.spec.group]),
  );
  await cover(admin, groups);
  return { groups, resourceVersion: list.metadata.resourceVersion };
}

async function cover(
  admin: ApiServerClient,
  groups: Map<string, string>,
): Promise<void> {
  const names = [...new Set(groups.values())].sort();
  await admin.apply(ROLE, customResourceReaderRole(names));
}

/** Watches until it is stopped. A watch that ends or fails is begun again from a fresh list. */
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
  { groups, resourceVersion }: Covered,
  stopped: AbortSignal,
): Promise<void> {
  const path = `${DEFINITIONS}?watch=true&resourceVersion=${resourceVersion}`;
  for await (const received of admin.watch(path, stopped)) {
    const { type, object } = watchEventSchema.parse(received);
    const { name } = object.metadata;
    const known = groups.get(name);
    if (type === 'DELETED') {
      groups.delete(name);
    } else {
      groups.set(name, object.spec.group);
    }
    if (known !== groups.get(name)) {
      await cover(admin, groups);
    }
  }
}
