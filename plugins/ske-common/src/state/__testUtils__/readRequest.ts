import type { RelatedToResource } from '../request/RelatedToResource';
import { readResourceState } from '../resourceState';
import type { ObservedObject } from '../parts/StateWithReason';
import { condition } from './statuses';

/** Reads the state of a resource request of generation 1. */
export function readRequest(
  status: unknown,
  metadata: ObservedObject['metadata'] = {},
  related: RelatedToResource = {},
) {
  return readResourceState(
    { metadata: { generation: 1, ...metadata }, status },
    related,
  );
}

/** What {@link readRequest} returns, with the expected state and reason. */
export type RequestCase = [
  string,
  ReturnType<typeof readRequest>,
  string,
  RegExp,
];

export const reconciled = { conditions: [condition('Reconciled', 'True')] };
