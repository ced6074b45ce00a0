import type { JsonObject, JsonValue } from '@backstage/types';
import type { PromiseApi } from '@kratix-portal/plugin-ske-common';
import { stringify } from 'yaml';

/** The text of an API entity. */
export interface ApiDefinition {
  /** OpenAPI 3, YAML. */
  definition: string;
  /** Whether something of the schema is not in it. */
  isShortened: boolean;
}

/** The catalog sends an entity as a whole to whoever lists it: a schema of a megabyte is left to the cluster. */
const MAX_LENGTH = 200_000;

/**
 * The API of a Promise as an OpenAPI document: how its kind is created and read, and its schema. One that is too large loses its
 * descriptions, and then its schema.
 */
export function apiDefinition(api: PromiseApi): ApiDefinition {
  const attempts = [
    { schema: api.schema, isShortened: false },
    { schema: withoutDescriptions(api.schema), isShortened: true },
  ];
  for (const { schema, isShortened } of attempts) {
    // JSON is never longer than the YAML of it, and far cheaper to make.
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

/** Of a schema, and not of a property that is called `description`. */
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
