import type { JsonObject } from '@backstage/types';
import type { FormData, UiSchema } from '../field/FormSchema';
import { complete, removeAbsent, withoutDefaults } from './complete';

const text = { type: 'string' };
const list = { type: 'array', items: text };
const optional = { 'ui:options': { optional: true } };

function fill(
  properties: JsonObject,
  value: FormData,
  uiSchema: UiSchema = {},
): FormData {
  return complete({ schema: { type: 'object', properties }, uiSchema, value });
}

describe('complete', () => {
  it('leaves out optional objects, and marks them so that the form does not add them', () => {
    const group = {
      type: 'object',
      properties: { a: { ...text, default: 'x' } },
    };
    expect(
      fill({ list, group }, {}, { list: optional, group: optional }),
    ).toStrictEqual({ list: undefined, group: undefined });
  });

  it('adds what is required', () => {
    const group = { type: 'object', properties: { list } };
    expect(
      fill({ list, group }, {}, { group: { list: optional } }),
    ).toStrictEqual({ list: [], group: { list: undefined } });
  });

  it('fills in defaults inside an object that is added', () => {
    const group = {
      type: 'object',
      properties: {
        a: { ...text, default: 'x' },
        inner: {
          type: 'object',
          properties: { b: { type: 'integer', default: 3 } },
        },
        off: {
          type: 'object',
          properties: { c: { type: 'integer', default: 4 } },
        },
      },
    };
    expect(
      fill({ group }, { group: {} }, { group: { ...optional, off: optional } }),
    ).toStrictEqual({ group: { a: 'x', inner: { b: 3 }, off: undefined } });
  });

  it('does not add what the user has removed', () => {
    expect(
      fill({ a: { ...text, default: 'x' } }, { a: undefined } as never),
    ).toStrictEqual({ a: undefined });
  });

  it('keeps null and empty values', () => {
    const value = { list: [], group: {}, a: null, b: '' };
    expect(
      fill(
        {
          list,
          group: { type: 'object' },
          a: { type: ['string', 'null'] },
          b: text,
        },
        value,
        { list: optional, group: optional },
      ),
    ).toStrictEqual(value);
  });

  it('gives lists and maps the default that an option has', () => {
    const map = { type: 'object', additionalProperties: text };
    const uiSchema = {
      map: { 'ui:options': { initial: { tier: 'gold' } } },
      list: { 'ui:options': { initial: ['a'] } },
    };
    expect(fill({ map, list }, {}, uiSchema)).toStrictEqual({
      map: { tier: 'gold' },
      list: ['a'],
    });
    expect(fill({ map, list }, { map: {}, list: [] }, uiSchema)).toStrictEqual({
      map: {},
      list: [],
    });
  });

  it('completes new entries of lists and values of maps, and fills a list up to its minimum', () => {
    const entry = {
      type: 'object',
      properties: { n: { type: 'integer', default: 1 }, list },
    };
    const value = fill(
      {
        rows: { type: 'array', minItems: 2, items: entry },
        map: { type: 'object', additionalProperties: entry },
      },
      { rows: [undefined], map: { a: {} } } as never,
      {
        rows: { items: { list: optional } },
        map: { 'ui:options': { values: { list: optional } } },
      },
    );
    const added = { n: 1, list: undefined };
    expect(value).toStrictEqual({ rows: [added, added], map: { a: added } });
  });

  it('does not change the value of a YAML field', () => {
    const uiSchema = { yaml: { 'ui:field': 'KratixYaml' } };
    const yaml = { type: 'object', properties: { list } };
    expect(fill({ yaml }, { yaml: {} }, uiSchema)).toStrictEqual({ yaml: {} });
    expect(fill({ yaml }, {}, uiSchema)).toStrictEqual({ yaml: undefined });
  });
});

describe('removeAbsent', () => {
  it('removes keys without a value at any depth', () => {
    const value = { a: undefined, b: [{ c: undefined, d: null }], e: '' };
    removeAbsent(value as never);
    expect(value).toStrictEqual({ b: [{ d: null }], e: '' });
  });
});

describe('withoutDefaults', () => {
  it('takes the defaults out of a schema and returns the same schema each time', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'array', items: { ...text, default: 'x' } } },
    };
    expect(withoutDefaults(schema)).toEqual({
      type: 'object',
      properties: { a: { type: 'array', items: text } },
    });
    expect(withoutDefaults(schema)).toBe(withoutDefaults(schema));
  });
});
