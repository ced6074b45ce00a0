import type { JsonObject } from '@backstage/types';
import { asNumber, asObject } from './json';
import type { PromiseApi } from './KratixPromise';
import type { ResolvedSettings } from './resolveSettings';

/** RFC 1123 label, as the public samples of SKE have it. */
const LABEL_PATTERN = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';
const LABEL_MESSAGE =
  'must be lowercase letters, numbers, and hyphens, with a letter or number at both ends';

/** Kratix gives every kind this bound on `metadata.name`, in the CRD that it derives from the Promise's. */
const NAME_MAX_LENGTH = 63;

/** The first page: how the request is called, and where it goes. */
export function createMetadataPage(
  api: PromiseApi,
  settings: ResolvedSettings,
): JsonObject {
  const asksNamespace = api.scope === 'Namespaced' && !settings.hideNamespace;
  return {
    title: `${settings.title} Instance Metadata`,
    ...(api.deprecationWarning && { description: api.deprecationWarning }),
    required: asksNamespace ? ['objname', 'objnamespace'] : ['objname'],
    properties: {
      objname: {
        title: settings.nameFieldTitle,
        type: 'string',
        description: settings.nameFieldDescription,
        ...label(nameMaxLength(api)),
      },
      ...(asksNamespace && {
        objnamespace: {
          title: settings.namespaceFieldTitle,
          type: 'string',
          description: settings.namespaceFieldDescription,
          default: settings.requestNamespace,
          ...label(NAME_MAX_LENGTH),
        },
      }),
    },
  };
}

function label(maxLength: number): JsonObject {
  return {
    pattern: LABEL_PATTERN,
    minLength: 1,
    maxLength,
    errorMessage: { pattern: LABEL_MESSAGE },
  };
}

/** The only other rules that a CRD may have for metadata are about its name. */
function nameMaxLength(api: PromiseApi): number {
  const metadata = asObject(asObject(api.schema.properties)?.metadata);
  const name = asObject(asObject(metadata?.properties)?.name);
  return Math.min(NAME_MAX_LENGTH, asNumber(name?.maxLength) ?? Infinity);
}
