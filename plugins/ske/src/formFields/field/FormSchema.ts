import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject } from '../../values';

/** The part of JSON Schema that the fields read. */
export type FormSchema = JsonObject;

/** Form data. An object may have a key whose value is undefined: that property was removed, and the form does not fill in its default. */
export type FormData = JsonValue | undefined;

/** The ui schema of a field. */
export type UiSchema = { [key: string]: unknown };

/** The options of a field that can be absent, from the Template. */
export interface PresenceOptions {
  /** Whether the field is absent until the user adds it. */
  optional?: boolean;
  /** The value that a list, map or YAML field has at first. */
  initial?: JsonValue;
  /** Whether the value may be null. */
  nullable?: boolean;
  /** The title and description of the field are shown by its parent. */
  label?: false;
  /** Whether the field is the root of a page: the whole spec, or the part of it that the page shows. */
  page?: boolean;
}

export function asUiSchema(value: unknown): UiSchema {
  return typeof value === 'object' && value !== null ? (value as UiSchema) : {};
}

export function optionsOf(uiSchema: UiSchema): PresenceOptions {
  return asUiSchema(uiSchema['ui:options']) as PresenceOptions;
}

export function isYaml(uiSchema: UiSchema): boolean {
  return uiSchema['ui:field'] === 'KratixYaml';
}

/** Whether a schema has this type. A schema that allows null has two types. */
export function isOfType({ type }: FormSchema, name: string): boolean {
  return Array.isArray(type) ? type.includes(name) : type === name;
}

/** A list whose entries are chosen from a fixed set, without a row for each. */
export function isMultiSelect({ uniqueItems, items }: FormSchema): boolean {
  return uniqueItems === true && asObject(items)?.enum !== undefined;
}
