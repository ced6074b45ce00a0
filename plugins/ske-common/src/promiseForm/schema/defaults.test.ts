import { withDefaults } from './defaults';

const text = { type: 'string' };

describe('G5: withDefaults', () => {
  it('sets defaults inside objects that are present only', () => {
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
