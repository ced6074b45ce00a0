import type { JsonObject } from '@backstage/types';
import {
  createPromiseTemplate,
  type KratixPromise,
} from '@kratix-portal/plugin-ske-common';
import { toPrefillState } from '../form/prefill';
import { leaveOutSecrets } from '../form/withoutSecrets';
import type { KubernetesObject } from '../live';

/** The navigation state that opens the form of a new request with the values of a request. It does not contain the name, nor anything that may be a secret. */
export function toCopyState(
  object: KubernetesObject,
  promise: KubernetesObject,
  /** The user who copies. */
  user: string,
): object {
  const { template } = createPromiseTemplate({
    promise: promise as unknown as KratixPromise,
  });
  const { namespace } = object.metadata;
  const prefill = leaveOutSecrets(template?.spec.parameters ?? [], {
    ...(namespace !== undefined && { objnamespace: namespace }),
    spec: (object.spec ?? {}) as JsonObject,
  });
  return toPrefillState({ ...prefill, user });
}
