import type { JsonObject } from '@backstage/types';
import {
  createRequestManifest,
  formatApiVersion,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import type { FormValues } from '../form';
import { withoutUndefined } from '../values';
import { writeYaml } from '../yaml';
import { asksNamespace } from './namespacePage';
import type { RequestableKind } from './useRequestKind';
import type { Submitted } from './useSubmission';

/** The namespace of a request whose form does not ask for a namespace. The Template has the same value. */
export const HIDDEN_NAMESPACE = 'default';

/** Makes the manifest of what the user filled in. */
export function toRequestObject(options: {
  requestable: Pick<RequestableKind, 'api' | 'pages'> & {
    readonly promise: { readonly metadata: { readonly name: string } };
  };
  values: FormValues;
  /** The manifest with the parts that the form does not show. */
  base?: JsonObject;
}): JsonObject {
  const { requestable, values, base } = options;
  const { promise, api, pages } = requestable;
  const hidden = asksNamespace(pages) ? undefined : HIDDEN_NAMESPACE;
  return createRequestManifest({
    promise: { metadata: { name: promise.metadata.name } },
    api,
    name: values.objname ?? '',
    namespace: values.objnamespace ?? hidden,
    spec: withoutUndefined({ spec: values.spec ?? {} }).spec,
    ...(base && { base }),
  });
}

/** Returns the manifest to send for an object. It is JSON, which is also YAML, and has no text that two YAML versions read differently. */
export function toSubmitted(object: JsonObject, api: PromiseApi): Submitted {
  const { name, namespace } = (object.metadata ?? {}) as JsonObject;
  return {
    manifest: JSON.stringify(object),
    object,
    ref: {
      apiVersion: formatApiVersion(api),
      kind: api.kind,
      ...(typeof namespace === 'string' && { namespace }),
      name: typeof name === 'string' ? name : '',
    },
  };
}

/** Writes an object as YAML for the user. */
export function toYaml(object: JsonObject): string {
  return writeYaml(object);
}
