import type { JsonObject, JsonValue } from '@backstage/types';
import type { PromiseApi } from '@kratix-portal/plugin-ske-common';
import { stringify } from 'yaml';

/** The definition of an API entity. */
export interface ApiDefinition {
  /** An OpenAPI 3 document in YAML. */
  definition: string;
  /** Whether parts of the schema were left out. */
  isShortened: boolean;
}

/** The catalog returns whole entities in lists, so a schema of a megabyte is left out. */
const MAX_LENGTH = 200_000;

/**
 * Describes the API of a Promise as an OpenAPI document: the operations on its kind, and its schema. If the document is too large, the schema's
 * descriptions are left out, and then the schema itself.
 */
export function apiDefinition(api: PromiseApi): ApiDefinition {
  const attempts = [
    { schema: api.schema, isShortened: false },
    { schema: withoutDescriptions(api.schema), isShortened: true },
  ];
  for (const { schema, isShortened } of attempts) {
    // JSON is never longer than the same document in YAML, and much faster to produce.
    if (JSON.stringify(schema).length <= MAX_LENGTH) {
      const definition = toYaml(api, schema);
      if (definition.length <= MAX_LENGTH) {
        return { definition, isShortened };
      }
    }
  }
  const schema: JsonObject = {
    type: 'object',
    description: `The schema is too large for the catalog. Read it by: kubectl explain ${api.plural}.${api.group} --recursive`,
  };
  return { definition: toYaml(api, schema), isShortened: true };
}

function toYaml(api: PromiseApi, schema: JsonObject): string {
  const { kind, plural, group, version } = api;
  const content = {
    'application/json': { schema: { $ref: `#/components/schemas/${kind}` } },
  };
  const parameter = (name: string) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  });
  const collection = `/apis/${group}/${version}/namespaces/{namespace}/${plural}`;
  const document = {
    openapi: '3.0.3',
    info: { title: kind, version },
    paths: {
      [collection]: {
        parameters: [parameter('namespace')],
        get: {
          summary: `List ${plural}`,
          responses: { '200': { description: 'OK' } },
        },
        post: {
          summary: `Request a ${kind}`,
          requestBody: { required: true, content },
          responses: { '201': { description: 'Created', content } },
        },
      },
      [`${collection}/{name}`]: {
        parameters: [parameter('namespace'), parameter('name')],
        get: {
          summary: `Read a ${kind}`,
          responses: { '200': { description: 'OK', content } },
        },
        delete: {
          summary: `Delete a ${kind}`,
          responses: { '200': { description: 'OK' } },
        },
      },
    },
    components: { schemas: { [kind]: schema } },
  };
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** Removes the descriptions of schemas, but not properties that are named `description`. */
function withoutDescriptions(schema: JsonObject): JsonObject {
  const strip = (
    value: JsonValue | undefined,
    isSchema: boolean,
  ): JsonValue => {
    if (Array.isArray(value)) {
      return value.map(each => strip(each, isSchema));
    }
    if (typeof value !== 'object' || value === null) {
      return value ?? null;
    }
    return Object.fromEntries(
      Object.entries(value)
        .filter(
          ([key, each]) =>
            !(isSchema && key === 'description' && typeof each === 'string'),
        )
        .map(([key, each]) => [
          key,
          strip(each, !(isSchema && key === 'properties')),
        ]),
    );
  };
  return strip(schema, true) as JsonObject;
}
