import type { JsonObject } from '@backstage/types';
import type { KratixPromise } from '../promise/KratixPromise';

/** A CustomResourceDefinition with one version whose spec has that schema. */
export function crdWith(
  spec: JsonObject | undefined,
  options: { kind?: string; required?: boolean; root?: JsonObject } = {},
): JsonObject {
  const kind = options.kind ?? 'Thing';
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.forms.example.com` },
    spec: {
      group: 'forms.example.com',
      names: { kind, plural, singular: kind.toLowerCase() },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              ...(spec && { properties: { spec } }),
              ...(options.required && { required: ['spec'] }),
              ...options.root,
            },
          },
        },
      ],
    },
  };
}

/** A Promise that offers it. */
export function promiseWith(
  spec: JsonObject | undefined,
  metadata: Partial<KratixPromise['metadata']> = {},
): KratixPromise {
  return {
    metadata: { name: 'thing', ...metadata },
    spec: { api: crdWith(spec) },
  };
}
