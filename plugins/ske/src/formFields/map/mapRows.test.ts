import { INCOMPLETE_ROWS_KEY } from '@kratix-portal/plugin-ske-common';
import { toMap, toRows, updateRows, type MapRow } from './mapRows';

const rows: MapRow[] = [
  { id: 0, key: 'a', value: 1 },
  { id: 1, key: '', value: 2 },
  { id: 2, key: 'a', value: 3 },
  { id: 3, key: 'b', value: undefined },
  { id: 4, key: 'c', value: '' },
];

describe('mapRows', () => {
  it('puts complete rows into the map, and incomplete rows under a separate key', () => {
    expect(toMap(rows)).toEqual({
      a: 1,
      c: '',
      [INCOMPLETE_ROWS_KEY]: [
        { at: 1, key: '', value: 2 },
        { at: 2, key: 'a', value: 3 },
        { at: 3, key: 'b' },
      ],
    });
  });

  it('reads the same rows in the same order back from the map', () => {
    expect(toRows(toMap(rows))).toEqual(rows);
  });

  it('updates the value of a row when the page adds defaults, and keeps the id of the row', () => {
    const known = [{ id: 7, key: 'a', value: {} }];
    expect(updateRows(known, { a: { n: 1 } })).toEqual([
      { id: 7, key: 'a', value: { n: 1 } },
    ]);
  });

  it('creates new rows for a different map', () => {
    expect(updateRows(rows, { x: 1 })).toEqual([{ id: 0, key: 'x', value: 1 }]);
  });

  it.each(['__proto__', 'toString'])(
    'keeps a row with the inherited key %s out of the map, because the form would lose its value',
    key => {
      const made = toMap([{ id: 0, key, value: 1 }]);
      expect(made).toEqual({
        [INCOMPLETE_ROWS_KEY]: [{ at: 0, key, value: 1 }],
      });
      expect(toRows(made)).toEqual([{ id: 0, key, value: 1 }]);
    },
  );

  it('has no row for an inherited function that the form has put into the map', () => {
    const map = { a: 1, toString: Object.prototype.toString } as never;
    expect(toRows(map)).toEqual([{ id: 0, key: 'a', value: 1 }]);
  });
});
