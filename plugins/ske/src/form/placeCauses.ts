import type { JsonValue } from '@backstage/types';
import {
  parseFieldPath,
  printFieldPath,
  type FieldPath,
  type SkeErrorCause,
} from '@kratix-portal/plugin-ske-common';
import { asObject, isObject } from '../values';
import type { FormValues, PageSchema } from './FormValues';

/** A cause of a rejected write, and where the form can show it. */
export interface PlacedCause {
  readonly cause: SkeErrorCause;
  /** Absent if the form has no field for the cause. */
  readonly place?: FieldPlace;
}

/** A field of a generated form. */
export interface FieldPlace {
  /** The index of the page. */
  readonly page: number;
  /** From the root of the form's values. The path ends at the last part that has its own field in the form. */
  readonly path: FieldPath;
}

/** Finds the page and the field of each cause. The result has the order of the form, because the cluster sends the causes in no particular order. */
export function placeCauses(
  pages: readonly PageSchema[],
  causes: readonly SkeErrorCause[],
  values: FormValues,
): readonly PlacedCause[] {
  return causes
    .map(cause => {
      const place =
        cause.field === undefined
          ? undefined
          : findField(pages, parseFieldPath(cause.field, values as JsonValue));
      return { cause, ...(place && { place }) };
    })
    .sort((one, other) => comparePlaces(pages, one.place, other.place));
}

/** Compares by the order of the pages and their fields. Causes without a field come last. */
function comparePlaces(
  pages: readonly PageSchema[],
  one: FieldPlace | undefined,
  other: FieldPlace | undefined,
): number {
  if (!one || !other) {
    return Number(!one) - Number(!other);
  }
  if (one.page !== other.page) {
    return one.page - other.page;
  }
  const positions = positionsOf(pages[one.page], one.path);
  const others = positionsOf(pages[other.page], other.path);
  const depth = positions.findIndex((at, index) => at !== others[index]);
  return depth < 0 ? 0 : positions[depth] - (others[depth] ?? -1);
}

/** The position of each part of a path among its siblings. */
function positionsOf(page: PageSchema, path: FieldPath): number[] {
  let schema: PageSchema | undefined = page;
  return path.map(part => {
    const names = Object.keys(asObject(schema?.properties) ?? {});
    schema = schema && stepInto(schema, part);
    return typeof part === 'number' ? part : names.indexOf(part);
  });
}

/** Finds the field of a path in the manifest. Undefined if no page has it. */
export function findField(
  pages: readonly PageSchema[],
  path: FieldPath,
): FieldPlace | undefined {
  const own = toFormPath(path);
  const found = pages.flatMap((page, index) => {
    const depth = depthOf(page, own);
    return depth === 0 ? [] : [{ page: index, path: own.slice(0, depth) }];
  });
  const isDeepEnough = ({ path: { length } }: FieldPlace) =>
    length > 1 || own.length === 1 || pages.some(isWholeSpec);
  return found
    .filter(isDeepEnough)
    .reduce<FieldPlace | undefined>(
      (best, next) =>
        best && best.path.length >= next.path.length ? best : next,
      undefined,
    );
}

/** The paths of a value that no page shows, such as `spec.extra`. A part that is missing as a whole is one path. */
export function listHidden(
  pages: readonly PageSchema[],
  spec: JsonValue | undefined,
): readonly string[] {
  const hidden: string[] = [];
  const walk = (value: JsonValue | undefined, path: FieldPath) => {
    const place = findField(pages, path);
    const isShownAsOne = place && isOneField(pages[place.page], place.path);
    if (isShownAsOne) {
      return;
    }
    if (!place || place.path.length < path.length) {
      hidden.push(printFieldPath(path));
    } else if (Array.isArray(value)) {
      value.forEach((each, index) => walk(each, [...path, index]));
    } else if (isObject(value)) {
      Object.entries(value).forEach(([key, each]) =>
        walk(each, [...path, key]),
      );
    }
  };
  if (isObject(spec)) {
    Object.entries(spec)
      .filter(([, value]) => value !== undefined)
      .forEach(([key, value]) => walk(value, ['spec', key]));
  }
  return hidden;
}

function toFormPath([root, second, ...rest]: FieldPath): FieldPath {
  if (root === 'metadata' && second === 'name') {
    return ['objname'];
  }
  if (root === 'metadata' && second === 'namespace') {
    return ['objnamespace'];
  }
  return second === undefined ? [root] : [root, second, ...rest];
}

/** How many parts of the path a page has fields for. */
export function depthOf(page: PageSchema, path: FieldPath): number {
  let schema: PageSchema | undefined = page;
  let depth = 0;
  for (const part of path) {
    schema = stepInto(schema, part);
    if (!schema || schema['ui:widget'] === 'hidden') {
      return depth;
    }
    depth += 1;
  }
  return depth;
}

/** The schema of a field, or of the entries of a list or map; undefined inside a YAML field. */
export function stepInto(
  schema: PageSchema,
  part: string | number,
): PageSchema | undefined {
  if (isYaml(schema)) {
    return undefined;
  }
  if (typeof part === 'number') {
    return asObject(schema.items);
  }
  const properties = asObject(schema.properties);
  return properties && Object.hasOwn(properties, part)
    ? asObject(properties[part])
    : asObject(schema.additionalProperties);
}

function isWholeSpec(page: PageSchema): boolean {
  return isOneField(page, ['spec']);
}

/** Whether the page shows the value of this path as one YAML field. */
export function isOneField(page: PageSchema, path: FieldPath): boolean {
  const schema = path.reduce<PageSchema | undefined>(
    (current, part) => current && stepInto(current, part),
    page,
  );
  return schema !== undefined && isYaml(schema);
}

/** Whether a field shows its whole value as YAML. */
export function isYaml(schema: PageSchema): boolean {
  return schema['ui:field'] === 'KratixYaml';
}
