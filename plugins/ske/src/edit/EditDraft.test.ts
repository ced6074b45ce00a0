import { LAST_APPLIED } from '@kratix-portal/plugin-ske-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import { readListKeys } from '../changes';
import type { KubernetesObject } from '../live';
import { toEditable } from './editable';
import { inMode, toContent, withText } from './EditContent';
import { readAsked, readEditDraft, toEditDraft } from './EditDraft';

const live = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    namespace: 'team-a',
    uid: 'uid-1',
    resourceVersion: '7',
    annotations: {
      [LAST_APPLIED]: '{"spec":{"adminPassword":"hunter2"}}',
      note: 'kept',
    },
  },
  spec: { adminPassword: 'hunter2', size: 'small' },
} as unknown as KubernetesObject;

const form = { pages: undefined, listKeys: readListKeys(undefined) };

describe('toEditDraft', () => {
  it('does not store the copy of the object that kubectl apply left in an annotation', () => {
    const content = toContent(toEditable(live), 'yaml');
    const draft = toEditDraft(form, content, live);
    expect(content.text).toContain('hunter2');
    expect(JSON.stringify(draft)).not.toContain('hunter2');
    expect(JSON.stringify(draft)).toContain('kept');
  });

  it('restores the copy of kubectl and the secrets of a draft from the object on the cluster', () => {
    const content = toContent(toEditable(live), 'form');
    const draft = toEditDraft(form, content, live);
    const read = readEditDraft(draft, form, live);
    expect(read?.content.object).toEqual(toEditable(live));
    expect(read && toEditable(read.base)).toEqual(toEditable(live));
  });
});

/** Passwords in a list of users, in a list of texts, and by themselves. */
const PASSWORDS = {
  pages: [
    {
      properties: {
        spec: {
          properties: {
            pin: { 'ui:field': 'KratixPassword' },
            users: {
              items: { properties: { pin: { 'ui:field': 'KratixPassword' } } },
            },
            pins: { items: { 'ui:field': 'KratixPassword' } },
          },
        },
      },
    },
  ],
  listKeys: readListKeys(undefined),
};
const BY_NAME = {
  ...PASSWORDS,
  listKeys: readListKeys({
    properties: {
      spec: {
        properties: {
          users: {
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['name'],
            items: {},
          },
        },
      },
    },
  }),
};

/** A form without password fields. */
const PASSWORDS_FREE = {
  pages: [{ properties: { spec: { properties: { size: {} } } } }],
  listKeys: readListKeys(undefined),
};

const withSpec = (spec: JsonObject, generation = 1) =>
  ({
    ...live,
    metadata: {
      name: 'orders',
      uid: 'uid-1',
      resourceVersion: '7',
      generation,
    },
    spec,
  }) as unknown as KubernetesObject;

/** Changes the spec of an object, and reads the draft of this edit when the object is `now`. */
function reload(
  before: KubernetesObject,
  spec: JsonObject,
  options: { of?: typeof PASSWORDS | typeof form; now?: KubernetesObject } = {},
) {
  const { of = PASSWORDS, now = before } = options;
  const content = toContent({ ...toEditable(before), spec }, 'yaml');
  const draft = toEditDraft(of, content, before);
  const read = readEditDraft(JSON.parse(JSON.stringify(draft)), of, now)!;
  return {
    stored: JSON.stringify(draft),
    spec: read.content.object.spec,
    base: read.base.spec,
    asked: read.asked.map(({ path }) => path.join('.')),
  };
}

const a = { name: 'a', pin: 'one-1' };
const b = { name: 'b', pin: 'two-2' };
const env = (name: string, value: string) => ({ name, value });

describe('the secrets of a draft', () => {
  it.each<[string, JsonValue[], JsonValue[]]>([
    ['users', [a, b], [b, a]],
    ['users', [a, b], [a, b, { name: 'c' }]],
    ['users', [a, b], [{ name: 'c' }, a, b]],
    ['users', [a, b], [b]],
    ['users', [a, a], [a]],
    ['users', [a, b], [{ ...b, size: 1 }, a]],
    ['pins', ['one-1', 'two-2'], ['two-2', 'one-1']],
    ['pins', ['one-1', 'two-2'], ['two-2']],
  ])('stay at their items of %s: %j after %j', (name, before, after) => {
    const object = withSpec({ [name]: before });
    const read = reload(object, { [name]: after });
    expect(read).toMatchObject({
      spec: { [name]: after },
      base: { [name]: before },
      asked: [],
    });
    expect(read.stored).not.toMatch(/one-1|two-2/);
  });

  it('stay at their items without a form', () => {
    const one = env('DB_PASSWORD', 'one-1');
    const two = env('API_TOKEN', 'two-2');
    const read = reload(
      withSpec({ env: [one, two] }),
      { env: [two, env('LEVEL', 'info'), one] },
      { of: form },
    );
    expect(read.spec).toEqual({ env: [two, env('LEVEL', 'info'), one] });
    expect(read.stored).not.toMatch(/one-1|two-2/);
  });

  it('do not come back after the user has removed them', () => {
    const read = reload(withSpec({ pin: 'one-1', users: [a] }), {
      users: [{ name: 'a' }],
    });
    expect(read).toMatchObject({
      spec: { users: [{ name: 'a' }] },
      base: { pin: 'one-1', users: [a] },
      asked: [],
    });
    expect(read.spec).not.toHaveProperty('pin');
    expect(read.spec).not.toHaveProperty('users.0.pin');
  });

  it('are asked for again if the user has typed them', () => {
    const read = reload(withSpec({ pin: 'one-1', users: [a] }), {
      pin: 'typed-1',
      users: [a, { name: 'b', pin: 'typed-2' }],
    });
    expect(read.spec).toEqual({ pin: 'one-1', users: [a, { name: 'b' }] });
    expect(read.asked).toEqual(['spec.pin', 'spec.users.1.pin']);
    expect(read.stored).not.toContain('typed');
  });

  it('are found by the keys of the list after the cluster has changed, and are asked for if no item is the same', () => {
    const before = withSpec({ users: [a, b] });
    const now = withSpec(
      {
        users: [
          { ...b, size: 2 },
          { name: 'c', pin: 'three-3' },
        ],
      },
      2,
    );
    const after = { users: [a, { ...b, size: 9 }] };
    expect(reload(before, after, { of: BY_NAME, now })).toMatchObject({
      spec: { users: [{ name: 'a' }, { ...b, size: 9 }] },
      asked: ['spec.users.0.pin'],
    });
    expect(
      reload(
        withSpec({ pins: ['one-1', 'two-2'] }),
        { pins: ['two-2'] },
        {
          now: withSpec({ pins: ['two-2', 'one-1'] }, 2),
        },
      ),
    ).toMatchObject({ spec: { pins: [null] }, asked: ['spec.pins.0'] });
  });

  it('are asked for until the user has typed them, also after another reload', () => {
    const before = withSpec({ users: [a] });
    const content = toContent(
      {
        ...toEditable(before),
        spec: { users: [a, { name: 'b', pin: 'x-y' }] },
      },
      'yaml',
    );
    const first = readEditDraft(
      toEditDraft(PASSWORDS, content, before),
      PASSWORDS,
      before,
    )!;
    const again = toEditDraft(
      PASSWORDS,
      first.content,
      first.base,
      first.asked,
    );
    const { asked } = readEditDraft(again, PASSWORDS, before)!;
    expect(asked).toEqual(first.asked);
    const { object } = first.content;
    const still = (spec: JsonObject) =>
      readAsked(PASSWORDS, { asked, object }, { ...object, spec });
    expect(still(object.spec as JsonObject)).toEqual(asked);
    expect(still({ users: [a, { name: 'b', pin: 'typed' }] })).toEqual([]);
    expect(still({ users: [a] })).toEqual([]);
  });

  describe.each([
    // The key recognises `a` although `a` has changed too.
    ['with keys', BY_NAME, 'spec.users.0.pin'],
    ['without keys', PASSWORDS, 'spec.users.1.pin'],
  ])('of a list %s', (_, of, askedIfBothHaveChanged) => {
    /** Makes a draft after the password of `b` was typed. Returns what is asked for when the draft is read again and its users become these. */
    const askedAfter = (users: JsonValue[]) => {
      const before = withSpec({ users: [a, b] });
      const typed = {
        ...toEditable(before),
        spec: { users: [a, { ...b, pin: 'typed-2' }] },
      };
      const draft = toEditDraft(of, toContent(typed, 'yaml'), before);
      const { asked, content } = readEditDraft(draft, of, before)!;
      const question = { asked, object: content.object };
      return readAsked(of, question, {
        ...content.object,
        spec: { users },
      }).map(({ path }) => path.join('.'));
    };
    const c = { name: 'c', pin: 'three-3' };
    const typed = { ...b, pin: 'typed-2' };

    it.each<[string, JsonValue[], string[]]>([
      ['nothing has changed', [a, b], ['spec.users.1.pin']],
      ['the item was moved', [b, a], ['spec.users.0.pin']],
      ['an item above was removed', [b], ['spec.users.0.pin']],
      ['an item above was added', [c, a, b], ['spec.users.2.pin']],
      [
        'an item above was merged',
        [{ ...a, size: 2 }, c, b],
        ['spec.users.2.pin'],
      ],
      [
        'the item was changed and moved',
        [{ ...b, name: 'd' }, a],
        ['spec.users.0.pin'],
      ],
      [
        'the item was changed and an item above was removed',
        [{ ...b, name: 'd' }],
        ['spec.users.0.pin'],
      ],
      [
        'both items have changed',
        [
          { ...b, name: 'd' },
          { ...a, size: 2 },
        ],
        [askedIfBothHaveChanged],
      ],
    ])('are asked for if %s', (_case, users, asked) => {
      expect(askedAfter(users)).toEqual(asked);
    });

    it.each<[string, JsonValue[]]>([
      ['they were typed', [a, typed]],
      ['they were typed and the item was moved', [typed, a]],
      ['they were typed and the item was changed', [a, { ...typed, size: 2 }]],
      ['the item was removed', [a]],
      ['all items were removed', []],
    ])('are not asked for if %s', (_case, users) => {
      expect(askedAfter(users)).toEqual([]);
    });
  });

  it('are not read from something else than a draft', () => {
    const before = withSpec({ pin: 'one-1' });
    const { omitted: _, ...other } = toEditDraft(
      PASSWORDS,
      toContent(toEditable(before), 'yaml'),
      before,
    );
    expect(readEditDraft(other, PASSWORDS, before)).toBeUndefined();
  });
});

describe('the text of a draft', () => {
  const applied = (copy: string, spec: JsonObject = { size: 'small' }) =>
    ({
      ...live,
      metadata: {
        ...live.metadata,
        annotations: { [LAST_APPLIED]: copy, note: 'kept' },
      },
      spec,
    }) as unknown as KubernetesObject;
  const typed = (object: KubernetesObject, edit: (text: string) => string) => {
    const content = toContent(toEditable(object), 'yaml');
    return withText(content, edit(content.text));
  };
  const reopen = (text: string, now = applied('{"copy":"of kubectl"}\n')) => {
    const before = applied('{"copy":"of kubectl"}\n');
    const draft = toEditDraft(
      form,
      typed(before, () => text),
      before,
    );
    const read = readEditDraft(draft, form, now)!;
    return { stored: JSON.stringify(draft), content: read.content };
  };
  const own = toContent(
    toEditable(applied('{"copy":"of kubectl"}\n')),
    'yaml',
  ).text;

  it('has the comments and the text that is not valid, without the copy of kubectl', () => {
    const { stored, content } = reopen(`# mine\n${own}bad: [`);
    expect(stored).not.toContain('of kubectl');
    expect(content.text).toMatch(/^# mine/);
    expect(content.text).toContain('bad: [');
    expect(content.isValid).toBe(false);
  });

  it('has the copy of the cluster again', () => {
    const now = applied('{"copy":"newer"}\n');
    const { content } = reopen(`# mine\n${own}`, now);
    expect(content.object).toEqual(toEditable(now));
    expect(content.text).toContain('# mine');
  });

  it.each([
    ['a changed copy', own.replace('of kubectl', 'changed')],
    ['a second copy', `${own}# ${LAST_APPLIED}: {"copy":"of kubectl"}\n`],
    ['a secret', `${own}  password: hunter2\n bad: [`],
  ])('is not stored with %s', (_, text) => {
    const { stored } = reopen(text);
    expect(stored).not.toMatch(/hunter2|of kubectl|changed/);
  });

  it('keeps its comments in the form', () => {
    const before = applied('{}');
    const content = inMode(
      typed(before, text => `# mine\n${text}`),
      'form',
    );
    const draft = toEditDraft(PASSWORDS_FREE, content, before);
    const read = readEditDraft(draft, PASSWORDS_FREE, before)!;
    expect(read.content).toMatchObject({ mode: 'form', isValid: true });
    expect(read.content.text).toMatch(/^# mine/);
  });
});
