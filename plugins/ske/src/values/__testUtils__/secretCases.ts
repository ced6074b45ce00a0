import type { JsonObject } from '@backstage/types';

/** Values that every page hides, and values beside them that every page shows. */
export interface SecretCase {
  readonly title: string;
  readonly spec: JsonObject;
  readonly hidden: readonly string[];
  readonly shown: readonly string[];
}

/** Opaque, and 32 characters long. */
const KEYS = [
  'q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6',
  'z1x2c3v4b5n6m7k8j9h0g1f2d3s4a5p6',
] as const;

const manyUsers = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [
    `user${index}`,
    { role: 'reader', password: `of-user-${index}` },
  ]),
);

export const secretCases: readonly SecretCase[] = [
  {
    title: 'a field with the name of a secret',
    spec: { adminPassword: 'hunter2', host: 'db.example.com' },
    hidden: ['hunter2'],
    shown: ['db.example.com'],
  },
  {
    title: 'a number with the name of a secret',
    spec: { token: 4711, port: 5432 },
    hidden: ['4711'],
    shown: ['5432'],
  },
  {
    title: 'a name and its value',
    spec: {
      env: [
        { name: 'DB_PASSWORD', value: 'hunter2' },
        { name: 'DB_HOST', value: 'db.example.com' },
      ],
    },
    hidden: ['hunter2'],
    shown: ['DB_PASSWORD', 'DB_HOST', 'db.example.com'],
  },
  {
    title: 'a key and its value in capitals',
    spec: { parameters: [{ Key: 'ApiToken', Value: 'hunter2' }] },
    hidden: ['hunter2'],
    shown: ['ApiToken'],
  },
  {
    title: 'a key beside another name',
    spec: { entries: [{ name: 'orders', key: 'password', value: 'hunter2' }] },
    hidden: ['hunter2'],
    shown: ['orders'],
  },
  {
    title: 'a group as the value of a name',
    spec: {
      env: [
        { name: 'CREDENTIALS', value: { login: 'lovelace', pin: 'hunter2' } },
      ],
    },
    hidden: ['hunter2', 'lovelace'],
    shown: ['CREDENTIALS'],
  },
  {
    title: 'everything below the name of a secret',
    spec: {
      credentials: { login: 'lovelace', deep: { inner: ['hunter2'] } },
      owner: 'shop',
    },
    hidden: ['lovelace', 'hunter2'],
    shown: ['shop'],
  },
  {
    title: 'the items of a list with the name of a secret',
    spec: { passwords: ['hunter2', 'hunter3'], zones: ['zone-a', 'zone-b'] },
    hidden: ['hunter2', 'hunter3'],
    shown: ['zone-a', 'zone-b'],
  },
  {
    title: 'a list of opaque texts',
    spec: { recovery: [...KEYS], region: 'north' },
    hidden: KEYS,
    shown: ['north'],
  },
  {
    title: 'a group that is nested deeply',
    spec: {
      a: { b: { c: { d: { e: { password: 'hunter2', size: 'small' } } } } },
      region: 'north',
    },
    hidden: ['hunter2'],
    shown: ['north'],
  },
  {
    title: 'a group with many items',
    spec: { users: manyUsers, region: 'north' },
    hidden: ['of-user-0', 'of-user-59'],
    shown: ['north'],
  },
  {
    title: 'a text that is JSON',
    spec: {
      config: '{"user":"lovelace","password":"hunter2"}',
      region: 'north',
    },
    hidden: ['hunter2'],
    shown: ['north'],
  },
  {
    title: 'an address with a password',
    spec: {
      dsn: 'x',
      store: 'postgres://lovelace:hunter2@db/orders',
      size: 'small',
    },
    hidden: ['hunter2'],
    shown: ['small'],
  },
  {
    title: 'references to secrets, which stay readable',
    spec: {
      credentials: { secretName: 'orders-db' },
      imagePullSecrets: [{ name: 'registry-login' }],
      env: [
        {
          name: 'DB_PASSWORD',
          valueFrom: { secretKeyRef: { name: 'orders-env', key: 'main-key' } },
        },
      ],
      tokenUrl: 'https://idp.example.com/login',
    },
    hidden: [],
    shown: [
      'orders-db',
      'registry-login',
      'orders-env',
      'main-key',
      'https://idp.example.com/login',
    ],
  },
];
