import type { JsonObject } from '@backstage/types';

/** The CustomResourceDefinition of a kind with version v1, whose status has no schema. */
export function kindDefinition(options: {
  group: string;
  kind: string;
  plural: string;
  /** Default: `Namespaced`. */
  scope?: 'Namespaced' | 'Cluster';
  labels?: Record<string, string>;
  /** The schema of `spec` without its type. Default: any content. */
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
