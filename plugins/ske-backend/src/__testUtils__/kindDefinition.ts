import type { JsonObject } from '@backstage/types';

/** The CustomResourceDefinition of a kind in version v1, whose status anybody may fill. */
export function kindDefinition(options: {
  group: string;
  kind: string;
  plural: string;
  /** `Namespaced` unless told. */
  scope?: 'Namespaced' | 'Cluster';
  labels?: Record<string, string>;
  /** The schema of `spec`, beside its type. Absent: anything. */
  spec?: JsonObject;
}): JsonObject {
  const { group, kind, plural, labels = {} } = options;
  const anything = { 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, labels },
    spec: {
      group,
      scope: options.scope ?? 'Namespaced',
      names: { kind, plural },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: { type: 'object', ...(options.spec ?? anything) },
                status: { type: 'object', ...anything },
              },
            },
          },
        },
      ],
    },
  };
}
