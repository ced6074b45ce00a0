import type { JsonObject } from '@backstage/types';
import { asObject } from './json';
import type { PromiseApi } from './KratixPromise';

/** The pages for the spec. */
export function createSpecPages(api: PromiseApi): JsonObject[] {
  const spec = asObject(asObject(api.schema.properties)?.spec);
  if (!spec) return [];
  return [
    {
      title: 'Specification',
      required: ['spec'],
      properties: {
        spec: { title: '', type: 'object', 'ui:field': 'KratixYaml' },
      },
    },
  ];
}
