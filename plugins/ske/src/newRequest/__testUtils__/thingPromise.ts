import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../../live';
import { promiseObject } from '../../requests/__testUtils__/objects';

/** A Promise whose form has pages for a size, a list, and a password. */
export function thingPromise(
  properties: JsonObject = {
    listeners: {
      type: 'array',
      items: {
        type: 'object',
        properties: { port: { type: 'integer', title: 'Port' } },
      },
    },
    size: { type: 'integer', title: 'Size' },
  },
): KubernetesObject {
  const promise = promiseObject({ name: 'thing', kind: 'Thing' });
  const { api } = promise.spec as { api: JsonObject };
  const crd = api.spec as {
    versions: { schema?: { openAPIV3Schema: JsonObject } }[];
  };
  crd.versions[1].schema!.openAPIV3Schema.properties = {
    spec: { type: 'object', properties },
  };
  return promise;
}
