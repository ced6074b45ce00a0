import {
  wellKnownKinds,
  type AccessQuestion,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { KRATIX_API } from '../kratix';
import type { ActionName } from './Action';

/** The right that an action needs. An upgrade changes the ResourceBinding of the request, because Kratix reads the wanted version from it. */
export function rightOf(action: ActionName, ref: ResourceRef): AccessQuestion {
  const { apiVersion, kind, namespace, name } = ref;
  switch (action) {
    case 'upgrade':
      return {
        verb: 'patch',
        apiVersion: KRATIX_API,
        kind: wellKnownKinds.resourceBinding.kind,
        ...(namespace !== undefined && { namespace }),
      };
    default:
      return {
        verb: action === 'delete' ? 'delete' : 'patch',
        apiVersion,
        kind,
        ...(namespace !== undefined && { namespace }),
        name,
      };
  }
}
