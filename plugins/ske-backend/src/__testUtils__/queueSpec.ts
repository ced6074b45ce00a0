import type { JsonObject } from '@backstage/types';

/** A schema with a default, a list, a map and a CEL rule. */
export const queueSpec: JsonObject = {
  properties: {
    size: { type: 'integer', maximum: 3 },
    tier: { type: 'string', default: 'small' },
    tags: { type: 'array', items: { type: 'string' } },
    limits: {
      type: 'object',
      additionalProperties: { type: 'integer' },
    },
  },
  'x-kubernetes-validations': [
    {
      rule: "self.tier != 'large' || self.size > 1",
      message: 'a large queue needs a size over 1',
    },
  ],
};
