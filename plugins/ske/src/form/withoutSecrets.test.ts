import { readFragment, toFragment } from './prefill';
import {
  leaveOutSecrets,
  withoutPasswords,
  withoutSecrets,
} from './withoutSecrets';

const pages = [
  {
    properties: {
      spec: {
        properties: {
          pin: { type: 'string', 'ui:field': 'KratixPassword' },
          users: {
            type: 'array',
            items: { properties: { pin: { 'ui:field': 'KratixPassword' } } },
          },
        },
      },
    },
  },
];
const values = {
  objname: 'one',
  spec: {
    pin: '1234',
    apiKey: 'abc',
    size: 3,
    users: [{ pin: '1', name: 'ada' }],
  },
};

describe('withoutPasswords', () => {
  it('leaves out the values of password fields, and keeps all others', () => {
    expect(withoutPasswords(pages, values)).toEqual({
      objname: 'one',
      spec: { apiKey: 'abc', size: 3, users: [{ name: 'ada' }] },
    });
  });
});

describe('the rows of a map that are not complete', () => {
  const map = [
    {
      properties: {
        spec: {
          properties: {
            pins: { additionalProperties: { 'ui:field': 'KratixPassword' } },
            labels: { additionalProperties: { type: 'string' } },
          },
        },
      },
    },
  ];
  const rows = (value: string) => ({
    'kratix-portal.io/incomplete-rows': [{ at: 0, key: '', value }],
  });

  it('are part of a draft, without their passwords', () => {
    expect(
      withoutPasswords(map, {
        spec: { labels: rows('kept'), pins: rows('1234') },
      }),
    ).toEqual({
      spec: {
        labels: rows('kept'),
        pins: { 'kratix-portal.io/incomplete-rows': [{ at: 0, key: '' }] },
      },
    });
  });
});

describe('withoutSecrets', () => {
  it('also leaves out what looks like a secret', () => {
    expect(withoutSecrets(pages, values)).toEqual({
      objname: 'one',
      spec: { size: 3, users: [{ name: 'ada' }] },
    });
  });
});

describe('leaveOutSecrets', () => {
  it('leaves out the value beside a name that looks secret, and lists the paths that it leaves out', () => {
    const { values: kept, omitted } = leaveOutSecrets(pages, {
      spec: {
        pin: '1234',
        env: [
          { name: 'DB_PASSWORD', value: 'hunter2' },
          { name: 'LEVEL', value: 'info' },
        ],
        passwords: ['one', 'two'],
        credentials: { user: 'ada', enabled: true },
      },
    });
    expect(kept).toEqual({
      spec: {
        env: [{ name: 'DB_PASSWORD' }, { name: 'LEVEL', value: 'info' }],
        passwords: [],
        credentials: { enabled: true },
      },
    });
    expect(omitted).toEqual([
      'spec.pin',
      'spec.env[0].value',
      'spec.passwords[0]',
      'spec.passwords[1]',
      'spec.credentials.user',
    ]);
  });

  it('keeps a value that only refers to a Kubernetes Secret', () => {
    const spec = {
      secretName: 'db',
      secretRef: { name: 'db', namespace: 'team-a' },
      tokenUrl: 'https://id.example.com/token',
      valueFrom: { secretKeyRef: { name: 'db', key: 'password' } },
      password: '',
    };
    expect(leaveOutSecrets(pages, { spec })).toEqual({
      values: { spec },
      omitted: [],
    });
  });
});

describe('toFragment', () => {
  it('is read by readFragment', () => {
    const linked = { objname: 'one', spec: { text: 'ä#&=%' } };
    expect(readFragment(toFragment(linked))).toEqual(linked);
  });

  it.each(['', '#other', '#values=%7B', '#values=[]', '#values=%ZZ'])(
    'reads nothing from %j',
    hash => {
      expect(readFragment(hash)).toBeUndefined();
    },
  );
});
