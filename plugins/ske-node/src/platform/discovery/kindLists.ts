import {
  formatApiVersion,
  isDns1035Label,
  isDnsSubdomain,
} from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import type { ServedKind } from './ServedKind';

/** The kinds of one apiVersion, by name. */
export type Kinds = ReadonlyMap<string, ServedKind>;

/**
 * The apiVersions that a cluster serves, with their kinds. The kinds are `undefined` if the list does not contain them; they must then be
 * read from the discovery of that apiVersion.
 */
export type ServedVersions = ReadonlyMap<string, Kinds | undefined>;

// k8s.io/api/apidiscovery/v2/types.go
const aggregatedSchema = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z.array(
    z.object({
      metadata: z
        .object({ name: z.string().default('') })
        .default({ name: '' }),
      versions: z.array(
        z.object({
          version: z.string(),
          freshness: z.string().optional(),
          resources: z
            .array(
              z.object({
                resource: z.string(),
                // Absent for a resource that only exists as the parent of subresources.
                responseKind: z.object({ kind: z.string() }).nullish(),
                scope: z.enum(['Namespaced', 'Cluster']),
              }),
            )
            .nullish(),
        }),
      ),
    }),
  ),
});

// https://kubernetes.io/docs/reference/kubernetes-api/definitions/: APIVersions, APIGroupList and APIResourceList
const coreVersionsSchema = z.object({
  kind: z.literal('APIVersions'),
  versions: z.array(z.string()),
});
const groupListSchema = z.object({
  kind: z.literal('APIGroupList'),
  groups: z.array(
    z.object({ versions: z.array(z.object({ groupVersion: z.string() })) }),
  ),
});
const resourceListSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
    }),
  ),
});

/**
 * Reads the response of `/api` or `/apis`. A server with aggregated discovery returns all kinds, and any other server only the apiVersions.
 *
 * @returns undefined when the response is neither
 */
export function readServedVersions(body: unknown): ServedVersions | undefined {
  const aggregated = aggregatedSchema.safeParse(body);
  if (aggregated.success) {
    return new Map(
      aggregated.data.items.flatMap(({ metadata, versions }) =>
        versions
          .filter(({ version }) => isGroupVersion(metadata.name, version))
          .map(entry => readVersion(metadata.name, entry)),
      ),
    );
  }
  const core = coreVersionsSchema.safeParse(body);
  if (core.success) {
    return withoutKinds(core.data.versions);
  }
  const groups = groupListSchema.safeParse(body);
  return groups.success
    ? withoutKinds(
        groups.data.groups.flatMap(({ versions }) =>
          versions.map(({ groupVersion }) => groupVersion),
        ),
      )
    : undefined;
}

/**
 * Reads the response of `/api/v1` or `/apis/<group>/<version>`.
 *
 * @returns undefined when the response is not a list of kinds
 */
export function readKinds(
  body: unknown,
  group: string,
  version: string,
): Kinds | undefined {
  const list = resourceListSchema.safeParse(body);
  return list.success
    ? toKinds(
        list.data.resources.map(({ name, kind, namespaced }) => ({
          group,
          version,
          kind,
          plural: name,
          namespaced,
        })),
      )
    : undefined;
}

function readVersion(
  group: string,
  entry: z.infer<typeof aggregatedSchema>['items'][number]['versions'][number],
): [string, Kinds | undefined] {
  const { version, freshness, resources } = entry;
  const apiVersion = formatApiVersion({ group, version });
  // An extension API server does not respond, so its kinds may be missing in this list. A request to the discovery of this apiVersion returns the actual error.
  if (freshness === 'Stale') {
    return [apiVersion, undefined];
  }
  const kinds = (resources ?? []).flatMap(
    ({ resource, responseKind, scope }) =>
      responseKind
        ? [
            {
              group,
              version,
              kind: responseKind.kind,
              plural: resource,
              namespaced: scope === 'Namespaced',
            },
          ]
        : [],
  );
  return [apiVersion, toKinds(kinds)];
}

function toKinds(kinds: ServedKind[]): Kinds {
  return new Map(
    kinds
      // Names with a slash are subresources.
      .filter(({ plural }) => isDns1035Label(plural))
      .map(kind => [kind.kind, kind]),
  );
}

function withoutKinds(apiVersions: string[]): ServedVersions {
  return new Map(apiVersions.map(apiVersion => [apiVersion, undefined]));
}

function isGroupVersion(group: string, version: string): boolean {
  return (group === '' || isDnsSubdomain(group)) && isDns1035Label(version);
}
