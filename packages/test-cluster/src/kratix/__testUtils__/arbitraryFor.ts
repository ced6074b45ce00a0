import fc from 'fast-check';
import { Json, Schema } from '@kratix-portal/kratix-stand-in';

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/);

const anyObject = fc.dictionary(
  word,
  fc.oneof(word, fc.integer(), fc.boolean(), fc.dictionary(word, word)),
  { maxKeys: 3 },
);

function text(schema: Schema): fc.Arbitrary<Json> {
  if (schema.enum) {
    return fc.constantFrom(...schema.enum);
  }
  if (schema.format === 'date-time') {
    return fc
      .date({
        min: new Date(0),
        max: new Date('2100-01-01'),
        noInvalidDate: true,
      })
      .map(date => date.toISOString().replace(/\.\d+Z$/, 'Z'));
  }
  return word;
}

/** The API server validates apiVersion and kind of embedded objects. */
function embedded(): fc.Arbitrary<Json> {
  return anyObject.map(rest => ({
    ...rest,
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'some' },
  }));
}

function known(schema: Schema, strange: boolean): fc.Arbitrary<Json> {
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: 1000 });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return list(schema, strange);
    default:
      return object(schema, strange);
  }
}

/** Keyed lists have unique keys: the API server rejects others. */
function list(schema: Schema, strange: boolean): fc.Arbitrary<Json> {
  const items = arbitraryFor(schema.items ?? { type: 'object' }, strange);
  const [key] = schema['x-kubernetes-list-map-keys'] ?? [];
  if (!key) {
    return fc.array(items, { maxLength: 3 });
  }
  return fc.uniqueArray(items, {
    maxLength: 3,
    selector: entry => String((entry as Record<string, Json> | null)?.[key]),
  });
}

function object(schema: Schema, strange: boolean): fc.Arbitrary<Json> {
  if (schema['x-kubernetes-embedded-resource']) {
    return embedded();
  }
  if (schema['x-kubernetes-preserve-unknown-fields']) {
    return anyObject;
  }
  if (schema.additionalProperties) {
    const values = arbitraryFor(schema.additionalProperties, strange);
    return fc.dictionary(word, values, { maxKeys: 3 });
  }
  const properties = schema.properties ?? {};
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [
      name,
      arbitraryFor(field, strange),
    ]),
  );
  const required = schema.required ?? [];
  return fc
    .tuple(
      fc.record(fields, { requiredKeys: required }),
      fc.option(fc.dictionary(word, word, { maxKeys: 2 }), { freq: 5 }),
    )
    .map(([content, unknown]) => ({ ...unknown, ...content }) as Json);
}

/** Values for a schema. Some have an unknown field, which is pruned. With `strange`, some have the wrong type, which is rejected. */
export function arbitraryFor(
  schema: Schema,
  strange: boolean,
): fc.Arbitrary<Json> {
  const valid = known(schema, strange);
  if (!strange) {
    return valid;
  }
  const wrong = fc.constantFrom<Json>(7, '?', []);
  return fc.oneof(
    { weight: 40, arbitrary: valid },
    { weight: 1, arbitrary: wrong },
  );
}
