import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldPath } from '@kratix-portal/plugin-ske-common';
import { immutablePaths, schemaAt, type Schema } from '../editor';
import type { PageSchema } from '../form';
import { asObject, valueAt } from '../values';

/** A part of the object, with its schema in the API and its value in the object. */
interface Place {
  crd: Schema | undefined;
  live: JsonValue | undefined;
  /** Whether an outer part of the field cannot be changed. */
  isFixed: boolean;
  /** The fields below this part that must not change because of a rule of an outer part. */
  fixedBelow: readonly FieldPath[];
  /** Whether the part belongs to the entries of a list or map, whose fields are the same for all entries. */
  isOfEntry?: boolean;
}

/**
 * The pages of a generated form for an object that exists. They do not ask for name and namespace, and fill in nothing by themselves. A field that the API
 * does not allow to change is read-only and says why.
 *
 * @returns undefined if no page has a field of the spec
 */
export function toEditPages(options: {
  pages: readonly PageSchema[];
  crdSchema: Schema | undefined;
  spec: JsonValue | undefined;
  /** Why a field is read-only. */
  immutableText: string;
}): readonly PageSchema[] | undefined {
  const { crdSchema, spec, immutableText } = options;
  const pages = options.pages.flatMap((page): PageSchema[] => {
    const field = asObject(asObject(page.properties)?.spec);
    const place = {
      crd: schemaAt(crdSchema, ['spec']),
      live: spec,
      isFixed: false,
      fixedBelow: pathsBelow(immutablePaths(crdSchema), 'spec'),
    };
    return field
      ? [
          {
            ...page,
            properties: { spec: toEdited(field, place, immutableText) },
          },
        ]
      : [];
  });
  return pages.length > 0 ? pages : undefined;
}

function toEdited(schema: JsonObject, place: Place, text: string): JsonObject {
  const { default: _default, ...kept } = schema;
  const { crd, live } = place;
  const fixedBelow = [...place.fixedBelow, ...immutablePaths(crd)];
  const isOwn =
    !place.isFixed &&
    live !== undefined &&
    fixedBelow.some(path => path.length === 0);
  const isFixed = place.isFixed || isOwn;
  const isSaid =
    !isFixed &&
    place.isOfEntry === true &&
    fixedBelow.some(path => path.length === 0);
  const below = (name: string) => ({
    crd: schemaAt(crd, [name]),
    live: valueAt(live, name),
    isFixed,
    fixedBelow: pathsBelow(fixedBelow, name),
    isOfEntry: place.isOfEntry,
  });
  // The entries of a list or map share their fields, so a field that a new entry needs is not read-only. Its description says that it cannot be changed later.
  const entryOf = (name: 'items' | 'additionalProperties') => ({
    crd: asObject(crd?.[name]),
    live: undefined,
    isFixed,
    fixedBelow: [],
    isOfEntry: true,
  });
  const properties = asObject(kept.properties);
  const items = asObject(kept.items);
  const values = asObject(kept.additionalProperties);
  const options = asObject(kept['ui:options']);
  return {
    ...kept,
    ...(isFixed && { 'ui:readonly': true }),
    ...((isOwn || isSaid) && {
      description: [schema.description, text].filter(Boolean).join(' '),
    }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [
          name,
          toEdited(asObject(property) ?? {}, below(name), text),
        ]),
      ),
    }),
    ...(items && { items: toEdited(items, entryOf('items'), text) }),
    ...(values && {
      additionalProperties: toEdited(
        values,
        entryOf('additionalProperties'),
        text,
      ),
    }),
    ...(options && { 'ui:options': withoutInitial(options) }),
  };
}

/** The paths that begin with a field, without that field. */
function pathsBelow(paths: readonly FieldPath[], name: string): FieldPath[] {
  return paths.filter(([first]) => first === name).map(([, ...below]) => below);
}

/** Removes the initial values, which are for new objects, from the options of a field. The options of a map contain the options of its values. */
function withoutInitial(options: JsonObject): JsonObject {
  const { initial: _initial, ...kept } = options;
  const values = asObject(kept.values);
  return { ...kept, ...(values && { values: withoutInitials(values) }) };
}

function withoutInitials(uiSchema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(uiSchema).map(([key, value]) => {
      const inner = asObject(value);
      if (!inner) {
        return [key, value];
      }
      return [
        key,
        key === 'ui:options' ? withoutInitial(inner) : withoutInitials(inner),
      ];
    }),
  );
}
