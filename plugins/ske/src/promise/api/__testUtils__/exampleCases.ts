import type { JsonObject, JsonValue } from '@backstage/types';

/** A schema and the value that the example has for it. */
export interface ExampleCase {
  readonly schema: JsonObject;
  readonly expected: JsonValue;
}

const text = (rules: JsonObject, expected: string): ExampleCase => ({
  schema: { type: 'string', ...rules },
  expected,
});
const integer = (rules: JsonObject, expected: number): ExampleCase => ({
  schema: { type: 'integer', ...rules },
  expected,
});

/** A case for each rule by which the API server accepts or rejects a value. */
export const exampleCases: readonly ExampleCase[] = [
  integer({ minimum: 5, exclusiveMinimum: true }, 6),
  integer({ maximum: 0 }, 0),
  integer({ maximum: 3, exclusiveMaximum: true, minimum: 2 }, 2),
  integer({ multipleOf: 5 }, 5),
  integer({ multipleOf: 5, minimum: 11 }, 15),
  integer({ maximum: -3 }, -3),
  {
    schema: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      exclusiveMinimum: true,
      exclusiveMaximum: true,
    },
    expected: 0.5,
  },
  text({ minLength: 10 }, 'exampleeee'),
  text({ maxLength: 3 }, 'exa'),
  text({ pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' }, 'example'),
  text({ pattern: '^\\d+Gi$' }, '1Gi'),
  text({ pattern: '^v\\d+\\.\\d+\\.\\d+$' }, 'v1.0.0'),
  text({ pattern: '^(team|org)-[a-z]{3}$' }, 'team-aaa'),
  text({ pattern: '^[A-Z]{2}\\d{4,}$', minLength: 8 }, 'AA000000'),
  text({ pattern: '^(?:dev|prod)$' }, 'dev'),
  text({ format: 'date-time' }, '2026-01-01T00:00:00Z'),
  text({ format: 'email' }, 'example@example.com'),
  text({ format: 'ipv4' }, '192.0.2.1'),
  text({ format: 'uuid' }, '123e4567-e89b-42d3-a456-426614174000'),
  text({ format: 'byte' }, 'ZXhhbXBsZQ=='),
  text({ format: 'duration' }, '1h'),
  text({ enum: ['small', 'large'] }, 'small'),
  {
    schema: { type: 'array', minItems: 2, items: { type: 'string' } },
    expected: ['example', 'example'],
  },
  {
    schema: {
      type: 'array',
      'x-kubernetes-list-type': 'set',
      minItems: 2,
      items: { type: 'string', pattern: '^[a-z0-9-]+$' },
    },
    expected: ['example', 'example-2'],
  },
  {
    // The pattern could take exponential time, so no text is tested with it.
    schema: {
      type: 'array',
      'x-kubernetes-list-type': 'set',
      minItems: 2,
      items: { type: 'string', pattern: '^([a-z]+)+$' },
    },
    expected: ['a', 'b'],
  },
  {
    schema: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port'],
      minItems: 2,
      items: {
        type: 'object',
        required: ['port'],
        properties: {
          port: { type: 'integer', minimum: 1024, maximum: 65535 },
        },
      },
    },
    expected: [{ port: 1024 }, { port: 1025 }],
  },
  {
    schema: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'integer', minimum: 3 },
    },
    expected: { example: 3 },
  },
  {
    schema: {
      type: 'object',
      minProperties: 1,
      properties: { one: { type: 'string' }, two: { type: 'string' } },
    },
    expected: { one: 'example' },
  },
  {
    schema: {
      type: 'object',
      properties: { one: { type: 'string' }, two: { type: 'string' } },
      oneOf: [{ required: ['two'] }, { required: ['one'] }],
    },
    expected: { two: 'example' },
  },
];
