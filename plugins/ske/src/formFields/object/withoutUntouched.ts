import type { JsonObject, JsonValue } from '@backstage/types';

/** As much of JSON Schema as is looked at here. */
export type FormSchema = JsonObject;

/** Form data may hold keys whose value is undefined: the form then fills in no default. */
export type FormData = JsonValue | undefined;
type FormObject = { [key: string]: FormData };

/** An entry of the form's ui schema. */
export type UiSchema = { [key: string]: unknown };

/**
 * Takes out of form data what the form itself put in without being seen.
 *
 * A form of react-jsonschema-form fills in every list (`[]`, or entries up to `minItems`) and every object that has a default somewhere
 * inside, whether asked for or not. In Kubernetes, absent and empty are two things, and an object that is there may need fields that
 * nobody wants to fill in. So what appears for the first time, is optional, and holds nothing that a person can have typed, is set
 * to undefined, which the form leaves alone.
 *
 * @param previous - what was there before; undefined where the object is new
 */
export function withoutUntouched(options: {
  schema: FormSchema;
  uiSchema: UiSchema;
  next: FormData;
  previous: FormData;
}): FormData {
  const { schema, uiSchema, next, previous } = options;
  if (Array.isArray(next)) {
    const items = asObject(schema.items) ?? {};
    const before = Array.isArray(previous) ? previous : [];
    return next.map((item, index) =>
      before.includes(item as JsonValue)
        ? item
        : (withoutUntouched({
            schema: items,
            uiSchema: asUiSchema(uiSchema.items),
            next: item,
            previous: before.length === next.length ? before[index] : undefined,
          }) as JsonValue),
    );
  }
  const object = asObject(next);
  if (!object) {
    return next;
  }
  const values = asObject(schema.additionalProperties);
  if (values) {
    return cleanMap(values, object, asObject(previous));
  }
  const properties = asObject(schema.properties);
  if (!properties) {
    return next;
  }
  return cleanObject({
    schema,
    properties,
    uiSchema,
    next: object,
    previous: asObject(previous),
  }) as JsonObject;
}

function cleanMap(
  schema: FormSchema,
  next: FormObject,
  previous: FormObject | undefined,
): FormData {
  const entries = Object.entries(next).map(([key, value]) => [
    key,
    // The form has no hints for the values of a map.
    withoutUntouched({
      schema,
      uiSchema: {},
      next: value,
      previous: previous?.[key],
    }),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

function cleanObject(options: {
  schema: FormSchema;
  properties: JsonObject;
  uiSchema: UiSchema;
  next: FormObject;
  previous: FormObject | undefined;
}): FormObject {
  const { schema, properties, uiSchema, next, previous } = options;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const result: FormObject = { ...next };
  for (const [name, value] of Object.entries(properties)) {
    const property = asObject(value) ?? {};
    const isOptional =
      !required.includes(name) &&
      property.default === undefined &&
      isContainer(property);
    const ui = asUiSchema(uiSchema[name]);
    const wasThere = previous !== undefined && Object.hasOwn(previous, name);
    const cleaned = withoutUntouched({
      schema: property,
      uiSchema: ui,
      next: next[name],
      previous: previous?.[name],
    });
    const isGone =
      isOptional &&
      (wasThere
        ? isEmptied(property, ui, cleaned, previous?.[name])
        : isUntouched(property, ui, cleaned));
    if (isGone) {
      result[name] = undefined;
    } else if (Object.hasOwn(next, name)) {
      result[name] = cleaned;
    }
  }
  return result;
}

/** Nothing that a person sees filled in: an object's visible defaults stay, unless it has a switch, which is then off. */
function isUntouched(
  schema: FormSchema,
  uiSchema: UiSchema,
  value: FormData,
): boolean {
  if (isSwitched(uiSchema) || isYaml(uiSchema) || isOfType(schema, 'array')) {
    return hasOnlyDefaults(schema, value);
  }
  return isBlank(value);
}

/** A person took the last thing out of it. */
function isEmptied(
  schema: FormSchema,
  uiSchema: UiSchema,
  value: FormData,
  previous: FormData,
): boolean {
  if (Array.isArray(value)) {
    return (
      value.length === 0 &&
      Number(schema.minItems ?? 0) > 0 &&
      Array.isArray(previous) &&
      previous.length > 0
    );
  }
  return (
    !isSwitched(uiSchema) &&
    asObject(schema.properties) !== undefined &&
    isBlank(value) &&
    !isBlank(previous)
  );
}

function isBlank(value: FormData): boolean {
  if (Array.isArray(value)) {
    return value.every(isBlank);
  }
  const object = asObject(value);
  return object ? Object.values(object).every(isBlank) : value === undefined;
}

function hasOnlyDefaults(schema: FormSchema, value: FormData): boolean {
  if (value === undefined) {
    return true;
  }
  if (Array.isArray(value)) {
    const items = asObject(schema.items) ?? {};
    return value.every(item => hasOnlyDefaults(items, item));
  }
  const object = asObject(value);
  if (object) {
    const properties = asObject(schema.properties) ?? {};
    return Object.entries(object).every(([name, inner]) =>
      hasOnlyDefaults(asObject(properties[name]) ?? {}, inner),
    );
  }
  return schema.default === value;
}

function isContainer(schema: FormSchema): boolean {
  return isOfType(schema, 'object') || isOfType(schema, 'array');
}

/** Where null is allowed there are two types. */
function isOfType({ type }: FormSchema, name: string): boolean {
  return Array.isArray(type) ? type.includes(name) : type === name;
}

function isSwitched(uiSchema: UiSchema): boolean {
  return asUiSchema(uiSchema['ui:options']).optional === true;
}

function isYaml(uiSchema: UiSchema): boolean {
  return uiSchema['ui:field'] === 'KratixYaml';
}

function asObject(value: FormData): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

function asUiSchema(value: unknown): UiSchema {
  return typeof value === 'object' && value !== null ? (value as UiSchema) : {};
}
