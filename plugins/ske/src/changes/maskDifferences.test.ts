import { looksSecret } from '@kratix-portal/plugin-ske-common';
import { maskDifferences } from './maskDifferences';

describe('maskDifferences', () => {
  it('hides values whose field names look secret, also inside a nested object', () => {
    const size = {
      path: ['spec', 'size'],
      kind: 'live',
      base: 1,
      live: 2,
      mine: 1,
    } as const;
    const { differences, hidden } = maskDifferences(
      [
        size,
        {
          path: ['spec', 'password'],
          kind: 'conflict',
          base: 'a',
          live: 'b',
          mine: 'c',
        },
        {
          path: ['spec', 'users', 'name="ada"'],
          kind: 'mine',
          mine: { name: 'ada', token: 'abc' },
        },
      ],
      looksSecret,
    );

    expect(differences[0]).toEqual(size);
    expect(differences[1]).toMatchObject({
      base: '••••••••',
      live: '••••••••',
      mine: '••••••••',
    });
    expect(differences[2].mine).toEqual({ name: 'ada', token: '••••••••' });
    expect(hidden).toBe(4);
  });

  it('passes the index of an item, not its key, to the check for secrets', () => {
    const { hidden } = maskDifferences(
      [{ path: ['spec', 'users', 'name="ada"', 'pin'], kind: 'live', live: 1 }],
      (_, path) => path.join('.') === 'spec.users.0.pin',
    );

    expect(hidden).toBe(1);
  });
});
