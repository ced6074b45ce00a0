import type { JsonObject } from '@backstage/types';
import type { KratixPromise } from '@kratix-portal/plugin-ske-common';

/** A Promise of a kind whose spec has this schema. */
export function promiseWith(spec: JsonObject): KratixPromise {
  return {
    metadata: { name: 'thing' },
    spec: {
      api: {
        spec: {
          group: 'example.com',
          names: { kind: 'Thing', plural: 'things' },
          scope: 'Namespaced',
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: { type: 'object', properties: { spec } },
              },
            },
          ],
        },
      },
    },
  };
}
