import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject, numberAt, objectsAt, textAt } from '../../values';
import type { FieldRule } from './ApiField';

const NUMBERS = [
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

/** The CEL rule that makes a field immutable: it compares the value with the old one. */
const IMMUTABLE = /^\s*self\s*==\s*oldSelf\s*$/;

/** Reads the rules of a schema of a CustomResourceDefinition. */
export function readFieldRules(schema: JsonObject): FieldRule[] {
  return [
    ...readValues(schema),
    ...readTexts(schema),
    ...readBounds(schema),
    ...NUMBERS.flatMap((type): FieldRule[] => {
      const value = numberAt(schema, type);
      return value === undefined ? [] : [{ type, value }];
    }),
    ...readChoices(schema),
    ...readCel(schema),
  ];
}

function readValues(schema: JsonObject): FieldRule[] {
  const values = schema.enum;
  return Array.isArray(values)
    ? [{ type: 'enum', values: values as JsonValue[] }]
    : [];
}

function readTexts(schema: JsonObject): FieldRule[] {
  return (['pattern', 'format'] as const).flatMap((type): FieldRule[] => {
    const text = textAt(schema, type);
    return text === undefined ? [] : [{ type, text }];
  });
}

/** In a CustomResourceDefinition `exclusiveMinimum` is a boolean that belongs to `minimum`. */
function readBounds(schema: JsonObject): FieldRule[] {
  const minimum = numberAt(schema, 'minimum');
  const maximum = numberAt(schema, 'maximum');
  return [
    ...(minimum === undefined
      ? []
      : [
          {
            type: schema.exclusiveMinimum === true ? 'above' : 'minimum',
            value: minimum,
          } as const,
        ]),
    ...(maximum === undefined
      ? []
      : [
          {
            type: schema.exclusiveMaximum === true ? 'below' : 'maximum',
            value: maximum,
          } as const,
        ]),
  ];
}

function readChoices(schema: JsonObject): FieldRule[] {
  return [
    ...(schema.uniqueItems === true ||
    schema['x-kubernetes-list-type'] === 'set'
      ? [{ type: 'unique' } as const]
      : []),
    ...(schema.nullable === true ? [{ type: 'nullable' } as const] : []),
    ...(Array.isArray(schema.oneOf) ? [{ type: 'oneOf' } as const] : []),
    ...(Array.isArray(schema.anyOf) &&
    schema['x-kubernetes-int-or-string'] !== true
      ? [{ type: 'anyOf' } as const]
      : []),
  ];
}

function readCel(schema: JsonObject): FieldRule[] {
  return objectsAt(schema, 'x-kubernetes-validations').flatMap(
    (validation): FieldRule[] => {
      const rule = textAt(validation, 'rule');
      const message = textAt(validation, 'message');
      if (rule === undefined || !isObject(validation)) {
        return [];
      }
      return IMMUTABLE.test(rule)
        ? [{ type: 'immutable' }]
        : [{ type: 'cel', rule, ...(message !== undefined && { message }) }];
    },
  );
}
