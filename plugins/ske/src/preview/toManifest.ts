import type { JsonObject, JsonValue } from '@backstage/types';
import {
  formatApiVersion,
  INCOMPLETE_ROWS_KEY,
  INVALID_YAML_KEY,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { stringify } from 'yaml';
import type { FormValues } from '../form';

/** Writes the request that the form data stands for. */
export function toManifest(
  api: PromiseApi,
  values: FormValues,
  /** In the texts of the user's language. */
  words: { invalidYaml: string },
): string {
  const { objname, objnamespace, spec } = values;
  return stringify(
    {
      apiVersion: formatApiVersion(api),
      kind: api.kind,
      metadata: {
        name: objname ?? '',
        ...(api.scope === 'Namespaced' && { namespace: objnamespace ?? '' }),
      },
      spec: withoutMarks(spec ?? {}, words.invalidYaml),
    },
    // YAML 1.1 is what kubectl reads.
    { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** Our fields keep unfinished input in the form data, below keys of their own. */
function withoutMarks(value: JsonValue, invalidYaml: string): JsonValue {
  if (Array.isArray(value)) {
    return value.map(inner => withoutMarks(inner, invalidYaml));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Object.hasOwn(value, INVALID_YAML_KEY)) {
    return `<${invalidYaml}>`;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, inner]) => key !== INCOMPLETE_ROWS_KEY && inner !== undefined,
      )
      .map(([key, inner]) => [
        key,
        withoutMarks(inner as JsonValue, invalidYaml),
      ]),
  ) as JsonObject;
}
