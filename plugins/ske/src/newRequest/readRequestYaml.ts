import type { JsonObject, JsonValue } from '@backstage/types';
import {
  formatApiVersion,
  MOST_MANIFEST_BYTES,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import type { FormValues } from '../form';
import { parseYamlValue } from '../formFields/yaml/parseYamlValue';
import { asObject } from '../values';
import type { Words } from '../words';

/** The request in a text, or why the text contains none. */
export type RequestYaml =
  | {
      readonly object: JsonObject;
      readonly values: FormValues;
      /** The fields that identify the object and are not texts, so that the form cannot show them. */
      readonly misfits: readonly string[];
      /** The reason why the request cannot be sent, although the form can show it. */
      readonly missing?: string;
    }
  | { readonly problem: string };

/** Reads a request from YAML. The problem of an invalid text names its line. */
export function readRequestYaml(
  text: string,
  api: PromiseApi,
  t: Words,
): RequestYaml {
  const bytes = new Blob([text]).size;
  if (bytes > MOST_MANIFEST_BYTES) {
    const most = String(MOST_MANIFEST_BYTES / 1024);
    const size = String(Math.ceil(bytes / 1024));
    return { problem: t('newRequest.yaml.tooLong', { size, most }) };
  }
  const parsed = parseYamlValue(text, t, MOST_MANIFEST_BYTES);
  if ('error' in parsed) {
    return { problem: parsed.error };
  }
  const object = asObject(parsed.value);
  if (!object) {
    return { problem: t('newRequest.yaml.noObject') };
  }
  const apiVersion = formatApiVersion(api);
  if (object.apiVersion !== apiVersion || object.kind !== api.kind) {
    return {
      problem: t('newRequest.yaml.otherKind', { apiVersion, kind: api.kind }),
    };
  }
  const { name, namespace } = asObject(object.metadata) ?? {};
  const misfits = findMisfits(object.metadata);
  const missing = findMissing(api, name, namespace);
  return {
    object,
    misfits,
    ...(missing !== undefined && {
      missing:
        misfits.length > 0
          ? describeMisfits(t, misfits)
          : t('newRequest.yaml.missing', { field: missing }),
    }),
    values: {
      ...(typeof name === 'string' && name !== '' && { objname: name }),
      ...(typeof namespace === 'string' && { objnamespace: namespace }),
      spec: object.spec ?? {},
    },
  };
}

/** Says which fields the form cannot show. */
export function describeMisfits(t: Words, fields: readonly string[]): string {
  return t('form.yaml.misfit', {
    count: fields.length,
    fields: fields.join(', '),
  });
}

function findMisfits(metadata: JsonValue | undefined): string[] {
  if (metadata === undefined || metadata === null) {
    return [];
  }
  const fields = asObject(metadata);
  return fields
    ? ['name', 'namespace'].flatMap(key =>
        typeof (fields[key] ?? '') === 'string' ? [] : [`metadata.${key}`],
      )
    : ['metadata'];
}

/** Without a namespace the API would choose one that the user has not seen. */
function findMissing(
  { scope }: PromiseApi,
  name: JsonValue | undefined,
  namespace: JsonValue | undefined,
): string | undefined {
  const isText = (value: JsonValue | undefined) =>
    typeof value === 'string' && value !== '';
  if (!isText(name)) {
    return 'metadata.name';
  }
  return scope === 'Cluster' || isText(namespace)
    ? undefined
    : 'metadata.namespace';
}
