import type { JsonObject } from '@backstage/types';
import { asCount, asList, asObject } from './values/json';
import type { PromiseApi } from './promise/KratixPromise';
import type { ResolvedSettings } from './resolveSettings';
import {
  createRules,
  readBounds,
  readDescription,
  readEnum,
  withoutAny,
  type Forbidden,
} from './schema';

/** RFC 1123 label, as in SKE's public samples. */
const LABEL_PATTERN = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';
const LABEL_MESSAGE =
  'must be lowercase letters, numbers, and hyphens, with a letter or number at both ends';

/** Kratix adds this limit for `metadata.name` to the CRD of every Promise. */
const NAME_MAX_LENGTH = 63;

/** The first page: the name and the namespace of the request. */
export function createMetadataPage(
  api: PromiseApi,
  settings: ResolvedSettings,
): JsonObject {
  const asksNamespace = api.scope === 'Namespaced' && !settings.hideNamespace;
  return {
    title: `${settings.title} Instance Metadata`,
    ...readDescription({}, [
      ...(api.deprecationWarning ? [api.deprecationWarning] : []),
      ...rootRules(api),
    ]),
    required: asksNamespace ? ['objname', 'objnamespace'] : ['objname'],
    properties: {
      objname: createNameField(api, settings),
      ...(asksNamespace && {
        objnamespace: {
          title: settings.namespaceFieldTitle,
          type: 'string',
          description: settings.namespaceFieldDescription,
          default: settings.requestNamespace,
          ...label(NAME_MAX_LENGTH),
          // A portal that does not have this field shows a plain text field.
          'ui:field': 'KratixNamespace',
        },
      }),
    },
  };
}

function label(maxLength: number, minLength = 1): JsonObject {
  return {
    pattern: LABEL_PATTERN,
    minLength,
    maxLength,
    errorMessage: { pattern: LABEL_MESSAGE },
  };
}

/** A CRD may also have rules for `metadata.name`. */
function createNameField(
  api: PromiseApi,
  settings: ResolvedSettings,
): JsonObject {
  const metadata = asObject(asObject(api.schema.properties)?.metadata);
  const schema = asObject(asObject(metadata?.properties)?.name) ?? {};
  const { keywords, notes } = readBounds(schema);
  const { pattern } = keywords;
  const rules = createRules(schema);
  const forbidden: Forbidden[] = [...rules.forbidden];
  if (pattern !== undefined) {
    forbidden.push({
      schema: { not: { pattern } },
      message: `must match ${schema.pattern}`,
    });
  }
  const names = asList(readEnum(schema).enum);
  if (names.length > 0) {
    forbidden.push({
      schema: { not: { enum: names } },
      message: `must be one of ${names.join(', ')}`,
    });
  }
  const base = label(
    Math.min(NAME_MAX_LENGTH, asCount(schema.maxLength) ?? Infinity),
    Math.max(1, asCount(schema.minLength) ?? 1),
  );
  const { errorMessage, ...field } = withoutAny(base, forbidden);
  return {
    title: settings.nameFieldTitle,
    type: 'string',
    ...readDescription({ description: settings.nameFieldDescription }, [
      ...notes,
      ...rules.notes,
    ]),
    ...field,
    errorMessage: {
      ...asObject(base.errorMessage),
      ...asObject(errorMessage),
    },
  };
}

/** Describes the rules over the whole object, such as rules over its name and its spec. The cluster checks these rules, because no page has the whole object. */
function rootRules({ schema }: PromiseApi): string[] {
  const prefix = 'Checked by the cluster: ';
  return createRules(schema).notes.map(note =>
    note.startsWith(prefix) ? note : prefix + note,
  );
}
