import type { JsonObject, JsonValue } from '@backstage/types';
import { restoreFromCluster } from './restoreFromCluster';
import { fromCluster, HIDDEN } from './untrusted';

const LONG = 'a b '.repeat(2_000);

const live = {
  size: 1,
  dbPassword: 'hunter2',
  notes: LONG,
  script: 'one\r\ntwo\r\n',
  env: [
    { name: 'API_KEY', value: 'abc' },
    { name: 'MODE', value: 'fast' },
  ],
  auth: { name: 'TOKEN', value: 'def' },
  urls: ['postgres://app:one@db.example.com', 'https://example.com'],
};

const shown = () => structuredClone(fromCluster(live)) as typeof live;

function problemsOf(input: JsonValue, from: JsonValue | undefined = live) {
  try {
    restoreFromCluster(input, from);
  } catch (error) {
    return (error as { causes: Array<{ field: string; message: string }> })
      .causes;
  }
  return [];
}

describe('restoreFromCluster', () => {
  it('returns the live spec if the agent sends back what it was shown', () => {
    expect(JSON.stringify(shown())).not.toContain('hunter2');
    expect(restoreFromCluster(shown(), live)).toEqual(live);
  });

  it('keeps the hidden and shortened values beside a change', () => {
    const input = { ...shown(), size: 2 };
    input.env.unshift({ name: 'NEW', value: '1' });
    input.env[2].value = 'slow';
    input.urls.reverse();

    expect(restoreFromCluster(input, live)).toEqual({
      ...live,
      size: 2,
      env: [
        { name: 'NEW', value: '1' },
        { name: 'API_KEY', value: 'abc' },
        { name: 'MODE', value: 'slow' },
      ],
      urls: ['https://example.com', 'postgres://app:one@db.example.com'],
    });
  });

  it('keeps a hidden value if the agent sends the fields in another order', () => {
    const before = { name: 'A', key: 'API_KEY', value: 'abc', note: 'x' };
    const { name, key, value } = fromCluster(before) as typeof before;

    expect(value).not.toBe('abc');
    expect(restoreFromCluster({ key, name, value, note: 'y' }, before)).toEqual(
      { key: 'API_KEY', name: 'A', value: 'abc', note: 'y' },
    );
  });

  it('accepts new values, also for hidden ones, and removed fields', () => {
    const input = { size: 3, dbPassword: 'new', env: [], notes: 'short' };

    expect(restoreFromCluster(input, live)).toEqual(input);
  });

  it('accepts the placeholder where it is the real value', () => {
    expect(restoreFromCluster({ note: HIDDEN }, { note: HIDDEN })).toEqual({
      note: HIDDEN,
    });
  });

  it.each<[string, (input: JsonObject) => unknown, string]>([
    [
      'in another field',
      input => Object.assign(input, { label: HIDDEN }),
      'spec.label has the placeholder of a hidden value',
    ],
    [
      'as a part of a text',
      input => Object.assign(input, { label: `x${HIDDEN}` }),
      'spec.label has the placeholder of a hidden value',
    ],
    [
      'under another name, which would show it',
      input =>
        Object.assign((input.env as JsonObject[])[0], { name: 'MODE_2' }),
      'spec.env[0].value has the placeholder of a hidden value',
    ],
    [
      'under another name of the same object',
      input => Object.assign(input.auth as JsonObject, { name: 'REALM' }),
      'spec.auth.value has the placeholder of a hidden value',
    ],
  ])('rejects a hidden value %s', (_, change, message) => {
    const input = shown();
    change(input);

    expect(problemsOf(input).map(each => each.message)).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it('rejects a hidden value under another name, whatever the case of the fields is', () => {
    const parameters = [{ Name: 'DB_PASSWORD', Values: ['hunter2'] }];
    const input = fromCluster({ parameters }) as { parameters: JsonObject[] };

    expect(restoreFromCluster(input, { parameters })).toEqual({ parameters });
    input.parameters[0].Name = 'MODE';
    expect(problemsOf(input, { parameters })).toEqual([
      {
        field: 'spec.parameters[0].Values[0]',
        message: expect.stringContaining(
          'has the placeholder of a hidden value',
        ),
      },
    ]);
  });

  it('rejects hidden values of a list that cannot be distinguished', () => {
    const urls = ['postgres://app:one@db.example.com', 'postgres://app:two@db'];
    const prepared = fromCluster({ urls }) as { urls: string[] };

    expect(restoreFromCluster(prepared, { urls })).toEqual({ urls });
    expect(problemsOf({ urls: [prepared.urls[1]] }, { urls })).toEqual([
      {
        field: 'spec.urls[0]',
        message: expect.stringContaining(
          'has the placeholder of a hidden value',
        ),
      },
    ]);
  });

  it('keeps the hidden values of a list without names if at most one element changed', () => {
    const users = [
      { user: 'a', password: 'p1' },
      { user: 'b', password: 'p2' },
    ];

    expect(
      restoreFromCluster(
        {
          users: [
            { password: HIDDEN, user: 'a' },
            { user: 'b', password: HIDDEN, role: 'admin' },
          ],
        },
        { users },
      ),
    ).toEqual({ users: [users[0], { ...users[1], role: 'admin' }] });
  });

  it.each<[string, JsonObject[], string[]]>([
    [
      'moved and changed',
      [
        { user: 'b', password: HIDDEN },
        { user: 'a2', password: HIDDEN },
      ],
      ['spec.users[1].password'],
    ],
    [
      'replaced',
      [
        { user: 'b2', password: HIDDEN },
        { user: 'c', password: 'n' },
      ],
      ['spec.users[0].password'],
    ],
  ])(
    'rejects the hidden value of an element that may be another one, if elements were %s',
    (_, input, fields) => {
      const users = [
        { user: 'a', password: 'p1' },
        { user: 'b', password: 'p2' },
      ];

      expect(problemsOf({ users: input }, { users })).toEqual(
        fields.map(field => ({
          field,
          message: expect.stringContaining(
            'has the placeholder of a hidden value',
          ),
        })),
      );
    },
  );

  it('restores a long list in a time that grows with its length', () => {
    const users = Array.from({ length: 20_000 }, (_, index) => ({
      user: `u${index}`,
      password: 'p',
    }));
    const input = fromCluster({ users }) as { users: JsonObject[] };
    input.users.reverse();

    expect(restoreFromCluster(input as JsonObject, { users })).toEqual({
      users: users.reverse(),
    });
  });

  it('rejects changed texts of a list of which only the beginning was shown', () => {
    const notes = [LONG, `${LONG}2`];
    const prepared = fromCluster({ notes }) as { notes: string[] };

    expect(
      problemsOf(
        { notes: prepared.notes.map(each => `new ${each}`) },
        { notes },
      ),
    ).toHaveLength(2);
  });

  it('rejects a changed text of which only the beginning was shown', () => {
    const input = shown();
    input.notes = `new ${input.notes}`;

    expect(problemsOf(input)).toEqual([
      {
        field: 'spec.notes',
        message: expect.stringContaining('send the whole text'),
      },
    ]);
  });

  it('rejects a changed text with a replaced character', () => {
    const input = shown();
    input.script = input.script.replace('two', 'three');

    expect(problemsOf(input)).toEqual([
      {
        field: 'spec.script',
        message: expect.stringContaining('has U+FFFD in place of'),
      },
    ]);
  });

  it('rejects a hidden value in a new request', () => {
    expect(() => restoreFromCluster({ token: HIDDEN }, undefined)).toThrow();
  });

  it('S31: does not change a prototype', () => {
    const input = JSON.parse('{"__proto__": {"polluted": true}}');

    restoreFromCluster(input, live);

    expect({}).not.toHaveProperty('polluted');
  });
});
