import type { JsonObject, JsonValue } from '@backstage/types';
import {
  createPromiseTemplate,
  type TemplateEntity,
} from '@kratix-portal/plugin-ske-common';
import fc from 'fast-check';
import { listMisfits } from '../form';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
// The generators of APIs are for tests only, so no package exports them.
/* eslint-disable @backstage/no-relative-monorepo-imports */
import { specSchema } from '../../../ske-common/src/promiseForm/__testUtils__/arbitrarySchema';
import { valueFor } from '../../../ske-common/src/promiseForm/__testUtils__/arbitraryValue';
import { readCrdShapes } from '../../../ske-common/src/promiseForm/__testUtils__/crdShapes';
import { defaultedSchemas } from '../../../ske-common/src/promiseForm/__testUtils__/defaultedSchemas';
import { FormChecker } from '../../../ske-common/src/promiseForm/__testUtils__/FormChecker';
import { withDefaults } from '../../../ske-common/src/promiseForm/schema/defaults';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import type { PageSchema } from '../form';
import { liveThing, openPage } from './__testUtils__/openPage';
import { toEditable } from './editable';
import { inMode, toContent, withText, withValues } from './EditContent';
import { toEditPages } from './toEditPages';

/** Set FORM_SEED to try other values. A failure shows the schema and the value. */
const seed = Number(process.env.FORM_SEED ?? 20261129);
const SCHEMAS = 60;
const VALUES = 4;

type Path = readonly (string | number)[];

jest.setTimeout(300_000);

describe('an edit of an object in the form of its API', () => {
  it('W10: opens and sends objects of generated APIs unchanged, and changes one field', () => {
    for (const [index, schema] of fc
      .sample(specSchema, { seed, numRuns: SCHEMAS })
      .entries()) {
      expect(tryValues(schema, seed + index)).toBe(VALUES);
    }
  });

  it.each(readCrdShapes().map(({ name, spec }) => [name, spec] as const))(
    'W10: opens and sends objects of %s unchanged, and changes one field',
    (_, spec) => {
      expect(tryValues(spec, seed)).toBe(VALUES);
    },
  );
});

/**
 * A value that the form accepts is a value that the API server accepts, and `withDefaults` is what the API server makes of it: the tests of the forms of
 * ske-common compare both with a real API server.
 */
describe('a value that the API server accepts', () => {
  const cases = [
    ...defaultedSchemas.map((part, index) => [
      `the schema with defaults ${index}`,
      { type: 'object', properties: { part } },
    ]),
    ...defaultedSchemas
      .filter(({ type }) => type === 'object')
      .map((spec, index) => [`the spec with defaults ${index}`, spec]),
    ...fc
      .sample(specSchema, { seed, numRuns: SCHEMAS })
      .map((spec, index) => [`the generated API ${index}`, spec]),
    // The other public CRDs have no defaults of objects or lists, and compiling the checks of a large API takes seconds.
    ...readCrdShapes()
      .filter(({ spec }) => /"default":[{[]/.test(JSON.stringify(spec)))
      .map(({ name, spec }) => [name, spec]),
  ] as Array<[string, JsonObject]>;
  let opened = 0;

  it.each(cases)(
    'W10, G5: stays valid and the same when a form of %s opens it',
    (_, schema) => {
      const { template } = createPromiseTemplate({
        promise: promiseWith(schema),
      });
      const form = new FormChecker(template!);
      const { parameters } = template!.spec;
      const isSmall = JSON.stringify(schema).length < 1000;
      const pages =
        toEditPages({
          pages: parameters,
          crdSchema: undefined,
          spec: undefined,
          immutableText: '',
        }) ?? [];
      const editor = new FormChecker({
        spec: { parameters: pages },
      } as unknown as TemplateEntity);
      const values = fc
        .sample(valueFor({ ...schema, nullable: false }), {
          seed,
          numRuns: isSmall ? VALUES * 5 : VALUES,
        })
        .map(value => JSON.parse(JSON.stringify(value)) as JsonObject)
        .filter(value => form.problems(value).length === 0);
      for (const value of values) {
        const stored = withDefaults(schema, value) as JsonObject;
        const created = openAll(parameters, value);
        const edited = openAll(pages, stored);
        expect({
          schema,
          value,
          problems: [form.problems(created), editor.problems(edited)],
          created: withDefaults(schema, JSON.parse(JSON.stringify(created))),
          edited: JSON.parse(JSON.stringify(edited)),
        }).toEqual({
          schema,
          value,
          problems: [[], []],
          created: stored,
          edited: stored,
        });
        opened += 1;
      }
    },
  );

  it('is generated often enough', () => {
    expect(opened).toBeGreaterThan(cases.length);
  });
});

/** The spec after each page of a form has opened. */
function openAll(pages: readonly PageSchema[], spec: JsonValue): JsonValue {
  return pages.reduce<JsonValue>(
    (before, page) => openPage(page, before).spec,
    spec,
  );
}

/** Returns how many objects were edited. */
function tryValues(schema: JsonObject, from: number): number {
  const { template } = createPromiseTemplate({ promise: promiseWith(schema) });
  const values = fc.sample(
    fc.tuple(valueFor({ ...schema, nullable: false }), fc.nat()),
    { seed: from, numRuns: VALUES },
  );
  for (const [value, pick] of values) {
    const spec = JSON.parse(JSON.stringify(value)) as JsonObject;
    const pages = toEditPages({
      pages: template!.spec.parameters,
      crdSchema: undefined,
      spec,
      immutableText: '',
    });
    expect({ schema, misfits: listMisfits(pages ?? [], spec) }).toEqual({
      schema,
      misfits: [],
    });
    const before = toEditable(liveThing(spec));
    let content = toContent(before, pages ? 'form' : 'yaml');
    for (const page of pages ?? []) {
      content = withValues(content, page, openPage(page, content.spec));
      expect({ schema, object: content.object }).toEqual({
        schema,
        object: before,
      });
    }
    const yaml = inMode(content, 'yaml');
    expect(withText(yaml, yaml.text).object).toEqual(before);

    const paths = leavesOf(spec);
    const path = paths[pick % Math.max(1, paths.length)];
    for (const page of path ? (pages ?? []) : []) {
      const opened = openPage(page, content.spec);
      content = withValues(content, page, opened);
      const changed = withValue(opened.spec, path, 'changed by the user');
      const next = withValues(content, page, { spec: changed });
      expect({ schema, path, spec: next.object.spec }).toEqual({
        schema,
        path,
        spec: withValue(spec, path, 'changed by the user'),
      });
      expect(withText(next, next.text).object).toEqual(next.object);
    }
  }
  return values.length;
}

/** The paths of all texts, numbers, switches and nulls. */
function leavesOf(value: JsonValue | undefined, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  return (
    Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  ).flatMap(key =>
    leavesOf((value as Record<string | number, JsonValue>)[key], [
      ...path,
      key,
    ]),
  );
}

function withValue(
  value: JsonValue | undefined,
  [key, ...rest]: Path,
  leaf: JsonValue,
): JsonValue {
  if (key === undefined) {
    return leaf;
  }
  const own = value as Record<string | number, JsonValue>;
  const inner = withValue(own[key], rest, leaf);
  return Array.isArray(value)
    ? value.map((each, index) => (index === key ? inner : each))
    : { ...own, [key]: inner };
}
