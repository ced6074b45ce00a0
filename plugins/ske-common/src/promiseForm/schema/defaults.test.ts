import type { JsonObject } from '@backstage/types';
import { accepts } from './accepts';
import { withDefaults } from './defaults';
import { toCheck } from './toCheck';

const text = { type: 'string' };

describe('G5: withDefaults', () => {
  it('sets defaults only inside objects that are present', () => {
    const group = {
      type: 'object',
      properties: { a: { ...text, default: 'x' } },
    };
    expect(
      withDefaults(
        {
          properties: {
            group,
            off: group,
            list: { items: group },
            own: { ...group, default: {} },
          },
        },
        { group: {}, list: [{}] },
      ),
    ).toEqual({ group: { a: 'x' }, list: [{ a: 'x' }], own: { a: 'x' } });
  });

  it('replaces or drops a null that the API does not allow, and keeps every other null', () => {
    const preset = { ...text, default: 'x' };
    expect(
      withDefaults(
        {
          properties: {
            preset,
            plain: text,
            nullable: { ...preset, nullable: true },
            map: { additionalProperties: { type: 'integer' } },
            presets: { additionalProperties: preset },
            list: { items: text },
            filled: { items: preset },
            open: { 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
        {
          preset: null,
          plain: null,
          nullable: null,
          map: { a: null, b: 1 },
          presets: { a: null },
          list: [null],
          filled: [null],
          open: { a: null },
        },
      ),
    ).toEqual({
      preset: 'x',
      nullable: null,
      map: { b: 1 },
      presets: { a: 'x' },
      list: [null],
      filled: ['x'],
      open: { a: null },
    });
  });
});

describe('toCheck', () => {
  it.each<[string, JsonObject, JsonObject, boolean]>([
    [
      'a key that a map requires',
      { type: 'object', required: ['k'], additionalProperties: text },
      { k: null },
      false,
    ],
    [
      'a key of another map',
      { type: 'object', additionalProperties: text },
      { k: null },
      true,
    ],
    [
      'a property on which a rule of an outer object depends',
      {
        type: 'object',
        properties: { inner: { type: 'object', properties: { x: text } } },
        anyOf: [{ properties: { inner: { required: ['x'] } } }],
      },
      { inner: { x: null } },
      false,
    ],
    [
      'a property below an object with a number of properties',
      {
        type: 'object',
        properties: { inner: { type: 'object', properties: { x: text } } },
        minProperties: 1,
      },
      { inner: { x: null } },
      true,
    ],
  ])('treats a null as the API server does: %s', (_, schema, value, result) => {
    expect(accepts(toCheck(schema).schema, value)).toBe(result);
  });
});
