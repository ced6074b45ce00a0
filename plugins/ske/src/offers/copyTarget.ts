import type { JsonObject } from '@backstage/types';
import {
  createPromiseTemplate,
  type KratixPromise,
} from '@kratix-portal/plugin-ske-common';
import { toPrefillState } from '../form/prefill';
import { leaveOutSecrets } from '../form/withoutSecrets';
import type { KubernetesObject } from '../live';

/** The state with which the form of a new request opens with the values of a request. The name is left out, and so is everything that may be a secret. */
export function toCopyState(
  object: KubernetesObject,
  promise: KubernetesObject,
): object {
  const { template } = createPromiseTemplate({
    promise: promise as unknown as KratixPromise,
  });
  const { namespace } = object.metadata;
  return toPrefillState(
    leaveOutSecrets(template?.spec.parameters ?? [], {
      ...(namespace !== undefined && { objnamespace: namespace }),
      spec: (object.spec ?? {}) as JsonObject,
    }),
  );
}
