import type { JsonObject } from '@backstage/types';
import {
  withoutUntouched,
  type FormData,
  type UiSchema,
} from './withoutUntouched';

const text = { type: 'string' };
const list = { type: 'array', items: text };

function clean(
  properties: JsonObject,
  next: FormData,
  previous?: FormData,
  uiSchema: UiSchema = {},
) {
  return withoutUntouched({
    schema: { type: 'object', properties },
    uiSchema,
    next,
    previous,
  });
}

describe('withoutUntouched', () => {
  it('takes out a list that the form put in', () => {
    expect(clean({ list }, { list: [] })).toStrictEqual({ list: undefined });
  });

  it('takes out entries that a minimum put in, with their defaults', () => {
    const items = {
      type: 'object',
      properties: { a: { type: 'integer', default: 1 } },
    };
    expect(
      clean(
        { list: { type: 'array', minItems: 1, items } },
        { list: [{ a: 1 }] },
      ),
    ).toStrictEqual({ list: undefined });
  });

  it('keeps an empty list that was there', () => {
    expect(clean({ list }, { list: [] }, { list: [] })).toStrictEqual({
      list: [],
    });
  });

  it('keeps an empty list that a person emptied, unless the form would fill it again', () => {
    expect(clean({ list }, { list: [] }, { list: ['a'] })).toStrictEqual({
      list: [],
    });
    expect(
      clean({ list: { ...list, minItems: 1 } }, { list: [] }, { list: ['a'] }),
    ).toStrictEqual({ list: undefined });
  });

  it('keeps what is required or has a default', () => {
    const schema = {
      type: 'object',
      required: ['list'],
      properties: { list, other: { ...list, default: [] } },
    };
    expect(
      withoutUntouched({
        schema,
        uiSchema: {},
        next: { list: [], other: [] },
        previous: undefined,
      }),
    ).toStrictEqual({ list: [], other: [] });
  });

  it('leaves an object off that has a switch, until it is switched on', () => {
    const properties = {
      group: {
        type: 'object',
        required: ['a'],
        properties: { a: text, b: { ...text, default: 'x' }, list },
      },
    };
    const uiSchema = { group: { 'ui:options': { optional: true } } };
    const put = { group: { b: 'x', list: [] } };

    const off = clean(properties, put, undefined, uiSchema);
    expect(off).toStrictEqual({ group: undefined });
    expect(clean(properties, put, off, uiSchema)).toStrictEqual({
      group: { b: 'x', list: undefined },
    });
  });

  it('keeps visible defaults of an object without a switch, and nothing else of it', () => {
    const properties = {
      visible: { type: 'object', properties: { a: { ...text, default: 'x' } } },
      empty: { type: 'object', properties: { list } },
    };
    expect(
      clean(properties, { visible: { a: 'x' }, empty: { list: [] } }),
    ).toStrictEqual({ visible: { a: 'x' }, empty: undefined });
  });

  it('keeps an empty object that was there, and drops one that was emptied', () => {
    const properties = { group: { type: 'object', properties: { a: text } } };
    expect(clean(properties, { group: {} }, { group: {} })).toStrictEqual({
      group: {},
    });
    expect(
      clean(properties, { group: { a: undefined } } as unknown as FormData, {
        group: { a: 'x' },
      }),
    ).toStrictEqual({ group: undefined });
  });

  it('looks into new entries of lists and maps, and leaves the old ones', () => {
    const entry = { type: 'object', properties: { name: text, list } };
    const old = { name: 'a', list: [] };
    expect(
      clean(
        {
          rows: { type: 'array', items: entry },
          map: { type: 'object', additionalProperties: entry },
        },
        {
          rows: [old, { list: [] }],
          map: { a: old, b: { name: '', list: [] } },
        },
        { rows: [old], map: { a: old } },
      ),
    ).toStrictEqual({
      rows: [old, { list: undefined }],
      map: { a: old, b: { name: '', list: undefined } },
    });
  });

  it('leaves what it does not know', () => {
    expect(clean({ list }, { other: [], list: 3 })).toStrictEqual({
      other: [],
      list: 3,
    });
  });
});
