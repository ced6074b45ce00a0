import type { JsonObject } from '@backstage/types';
import {
  createPromiseTemplate,
  type KratixPromise,
} from '@kratix-portal/plugin-ske-common';
import { toFragment } from '../form/prefill';
import { withoutSecrets } from '../form/withoutSecrets';
import type { KubernetesObject } from '../live';

/** Writes the values of a request into the fragment of a link to a new one. The name is left out, and so is everything that may be a secret. */
export function copyFragment(
  object: KubernetesObject,
  promise: KubernetesObject,
): string {
  const { template } = createPromiseTemplate({
    promise: promise as unknown as KratixPromise,
  });
  const { namespace } = object.metadata;
  return toFragment(
    withoutSecrets(template?.spec.parameters ?? [], {
      ...(namespace !== undefined && { objnamespace: namespace }),
      spec: (object.spec ?? {}) as JsonObject,
    }),
  );
}
