import type { JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { applyChanges } from './applyChanges';

const values = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1, 'x', ''),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), {
      noNullPrototype: true,
    }),
  ),
})).value as fc.Arbitrary<JsonValue>;

describe('applyChanges', () => {
  it('changes nothing if the form has changed nothing', () => {
    fc.assert(
      fc.property(values, values, (target, shown) => {
        expect(applyChanges(target, shown, shown)).toEqual(target);
      }),
    );
  });

  it('applies all changes if the form shows the whole object', () => {
    fc.assert(
      fc.property(values, values, (target, after) => {
        expect(applyChanges(target, target, after)).toEqual(after);
      }),
    );
  });

  it('keeps a key that react-jsonschema-form drops', () => {
    const hidden = JSON.parse('{"__proto__": false}');
    const changed = applyChanges(
      { size: 1, hidden },
      { size: 1, hidden },
      { size: 2, hidden: {} },
    );

    expect(JSON.stringify(changed)).toBe(
      '{"size":2,"hidden":{"__proto__":false}}',
    );
  });

  it('keeps a key in whose place react-jsonschema-form puts a function, and takes another value of it', () => {
    const target = JSON.parse('{"toString": "a", "valueOf": "b"}');
    const { toString } = Object.prototype;
    const after = { toString, valueOf: 'c' } as never;

    expect(applyChanges(target, target, after)).toEqual({
      toString: 'a',
      valueOf: 'c',
    });
  });

  it('leaves out what the form has filled in without the user', () => {
    expect(
      applyChanges(
        { size: 1, hidden: true, list: [{ a: 1 }, { a: 2 }] },
        {
          size: 1,
          extra: {},
          list: [
            { a: 1, b: {} },
            { a: 2, b: {} },
          ],
        },
        {
          size: 2,
          extra: {},
          list: [
            { a: 1, b: {} },
            { a: 3, b: {} },
          ],
        },
      ),
    ).toEqual({ size: 2, hidden: true, list: [{ a: 1 }, { a: 3 }] });
  });

  it('keeps the unchanged entries of a list when the user removes or adds an entry', () => {
    const target = [
      { a: 1, hidden: 1 },
      { a: 2, hidden: 2 },
    ];
    const before = [{ a: 1 }, { a: 2 }];
    expect(applyChanges(target, before, [{ a: 2 }])).toEqual([target[1]]);
    expect(
      applyChanges(target, before, [{ a: 1 }, { a: 9 }, { a: 2 }]),
    ).toEqual([target[0], { a: 9 }, target[1]]);
  });

  it('leaves out list entries that the form has added, until the user changes them', () => {
    const before = [{ a: 1 }, {}, {}];
    expect(applyChanges([{ a: 1 }], before, [{ a: 2 }, {}, {}])).toEqual([
      { a: 2 },
    ]);
    expect(applyChanges([{ a: 1 }], before, [{ a: 1 }, {}, { a: 3 }])).toEqual([
      { a: 1 },
      { a: 3 },
    ]);
  });

  it('removes what the user has removed', () => {
    expect(
      applyChanges(
        { a: { b: 1, c: 2 }, d: 1 },
        { a: { b: 1, c: 2 }, d: 1 },
        { a: { b: 1, c: undefined as never } },
      ),
    ).toEqual({ a: { b: 1 } });
  });

  it('removes a key that is called like a member of every object', () => {
    const target = JSON.parse('{"toString": "a", "x": 1}');

    expect(applyChanges(target, target, { x: 1 })).toEqual({ x: 1 });
  });
});
