import {
  portalAnnotations,
  SkeError,
  type ConfigureResult,
} from '@kratix-portal/plugin-ske-common';
import { parse } from 'yaml';
import type { FakePlatform } from '../../live/__testUtils__';
import { examplePromise } from '../../preview/examplePromise';
import type { GalleryEntry, GalleryUser } from '../entry/GalleryEntry';

const PATH = '/kratix/services/cache/new';
const FIRST_PAGE = 'Cache Instance Metadata';

interface Write {
  manifest: string;
  dryRun?: boolean;
}

/** The Promise of the form preview, and namespaces. Each write gets the next of the given responses; after the last one every write is accepted. */
function prepare(
  platform: FakePlatform,
  answers: readonly ((platform: FakePlatform, write: Write) => void)[] = [],
): void {
  const promise = parse(examplePromise);
  platform.put({
    ...promise,
    status: {
      status: 'Available',
      conditions: [
        { type: 'Available', status: 'True', reason: 'PromiseAvailable' },
      ],
    },
  });
  ['shop', 'team-a', 'team-checkout'].forEach(name =>
    platform.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
  );
  const left = [...answers];
  platform.write = async (_method, input) => {
    const write = input as Write;
    left.shift()?.(platform, write);
    return accepted(write) as never;
  };
}

function accepted({ manifest, dryRun = false }: Write): ConfigureResult {
  const { apiVersion, kind, metadata } = JSON.parse(manifest);
  return {
    apiVersion,
    kind,
    name: metadata.name,
    namespace: metadata.namespace,
    operation: 'created',
    dryRun,
    kubectl: '',
    changes: [
      { field: 'spec.eviction.policy', change: 'added', after: '"lru"' },
      {
        field: 'metadata.labels["shop.example.com/cost-centre"]',
        change: 'added',
        after: '"4711"',
      },
    ],
    notices: ['The version v1 of Cache is deprecated. Use v2 from next year.'],
  } as unknown as ConfigureResult;
}

function fail(error: ConstructorParameters<typeof SkeError>[0]) {
  return () => {
    throw new SkeError(error);
  };
}

const accept = () => {};

async function fillIn(user: GalleryUser): Promise<void> {
  await user.fill(/^Name/, 'sessions');
  await user.press('Next');
  await user.fill(/^Team/, 'shop');
  await user.press('Next');
  await user.press('Next');
}

async function review(user: GalleryUser): Promise<void> {
  await fillIn(user);
  await user.press('Review');
}

async function create(user: GalleryUser): Promise<void> {
  await review(user);
  await user.press('Create');
}

/** *Request*: the form, the review, and what happens after *Create*. */
export const newRequestEntries: readonly GalleryEntry[] = [
  {
    id: 'request/form',
    title: 'The form, and the request as YAML beside it',
    path: PATH,
    prepare,
    play: async user => {
      await user.fill(/^Name/, 'sessions');
      await user.press('Next');
      await user.fill(/^Team/, 'shop');
      await user.press('Next');
    },
    shows: 'name: sessions',
  },
  {
    id: 'request/start',
    title: 'The first page, with the choice of the namespace',
    path: PATH,
    prepare,
    shows: FIRST_PAGE,
  },
  {
    id: 'request/invalid',
    title: 'A required field is missing',
    path: PATH,
    prepare,
    play: user => user.press('Next'),
    shows: 'This field is required.',
  },
  {
    id: 'request/name-taken',
    title: 'The name is taken',
    path: PATH,
    prepare: platform => {
      prepare(platform);
      platform.put({
        apiVersion: 'demo.example.com/v1',
        kind: 'Cache',
        metadata: { name: 'sessions', namespace: 'shop' },
      });
    },
    play: user => user.fill(/^Name/, 'sessions'),
    shows: 'This name is taken',
  },
  {
    id: 'request/no-right',
    title: 'A user who may not create in any namespace',
    path: PATH,
    prepare: platform => {
      prepare(platform);
      platform.access = ({ verb }) => ({ allowed: verb !== 'create' });
    },
    shows: 'You may not create',
  },
  {
    id: 'request/no-right-form',
    title: 'The form of a user who may not create in any namespace',
    path: PATH,
    prepare: platform => {
      prepare(platform);
      platform.access = ({ verb }) => ({ allowed: verb !== 'create' });
    },
    play: user => user.press('Fill in the form'),
    shows: FIRST_PAGE,
  },
  {
    id: 'request/namespace-typed',
    title: 'A user who may not list namespaces types the name of a namespace',
    path: PATH,
    prepare: platform => {
      prepare(platform);
      platform.refuse({ kind: 'Namespace' });
      platform.access = ({ verb }) => ({ allowed: verb !== 'create' });
    },
    play: user => user.fill(/^Namespace/, 'team-b'),
    shows: 'You may not create Cache objects in this namespace',
  },
  {
    id: 'request/yaml',
    title: 'The request as a text, with a field that the form does not have',
    path: PATH,
    prepare,
    play: async user => {
      await user.fill(/^Name/, 'sessions');
      await user.press('YAML');
    },
    shows: 'The name sessions is free.',
  },
  {
    id: 'request/review',
    title: 'The review, with the result of the dry run',
    path: PATH,
    prepare,
    play: review,
    shows: 'The cluster accepts',
  },
  {
    id: 'request/rejected',
    title: 'The cluster rejects three fields',
    path: PATH,
    prepare: platform =>
      prepare(platform, [
        fail({
          code: 'invalid',
          message: 'Cache sessions is invalid.',
          causes: [
            {
              field: 'metadata.name',
              message:
                'metadata.name: names of caches must start with "shop-".',
            },
            {
              field: 'spec.team',
              message: 'spec.team: the team shop has no budget left.',
            },
            {
              field: 'spec.size',
              message: 'spec.size: large is needed for production.',
            },
          ],
        }),
      ]),
    play: review,
    shows: 'The cluster rejects 3 fields.',
  },
  {
    id: 'request/refused',
    title: 'The cluster refuses the create after the review',
    path: PATH,
    prepare: platform =>
      prepare(platform, [
        accept,
        fail({
          code: 'forbidden',
          message: 'You may not create Cache objects in shop.',
          hint: 'Ask the team that runs the cluster for the right.',
          detail:
            'caches.demo.example.com is forbidden: User "oidc:ada" cannot create resource "caches" in the namespace "shop"',
        }),
      ]),
    play: create,
    shows: 'You may not create',
  },
  {
    id: 'request/unknown-exists',
    title: 'No response arrived, and the cluster has the request',
    path: PATH,
    prepare: platform =>
      prepare(platform, [
        accept,
        (of, { manifest }) => {
          const { metadata, ...object } = JSON.parse(manifest);
          const annotations = {
            ...metadata.annotations,
            [portalAnnotations.requestedBy]: 'user:default/ada',
          };
          of.put({ ...object, metadata: { ...metadata, annotations } });
          throw new SkeError({
            code: 'timeout',
            message: 'The cluster did not respond in time.',
          });
        },
      ]),
    play: create,
    shows: 'You can continue on its page',
  },
  {
    id: 'request/unknown-absent',
    title: 'No response arrived, and the cluster does not have the request',
    path: PATH,
    prepare: platform =>
      prepare(platform, [
        accept,
        fail({
          code: 'timeout',
          message: 'The cluster did not respond in time.',
        }),
      ]),
    play: create,
    shows: 'You can create it again',
  },
  {
    id: 'request/unknown-other',
    title: 'No response arrived, and another person has the name',
    path: PATH,
    prepare: platform =>
      prepare(platform, [
        accept,
        (of, { manifest }) => {
          of.put(JSON.parse(manifest));
          throw new SkeError({
            code: 'timeout',
            message: 'The cluster did not respond in time.',
          });
        },
      ]),
    play: create,
    shows: 'Another person may have created it',
  },
  {
    id: 'request/draft',
    title: 'A draft of an earlier visit',
    path: PATH,
    prepare: platform => {
      prepare(platform);
      window.sessionStorage.setItem(
        'kratix-portal.draft:["user:default/ada","platform"]:new:cache',
        JSON.stringify({
          value: {
            values: { objname: 'sessions', objnamespace: 'shop' },
            position: { page: 1, reached: 1 },
          },
          savedAt: Date.now() - 18 * 60_000,
        }),
      );
    },
    shows: 'There is a draft of this form',
  },
  {
    id: 'request/link-with-secrets',
    title: 'A link has a value that looks like a secret',
    path: `${PATH}#values=${encodeURIComponent(
      JSON.stringify({
        objname: 'sessions',
        spec: { team: 'shop', adminPassword: 'hunter2' },
      }),
    )}`,
    prepare,
    shows: 'It is left out: enter it yourself.',
  },
  {
    id: 'request/yaml-without-namespace',
    title: 'A text that lacks the namespace',
    path: PATH,
    prepare: platform => {
      prepare(platform);
      window.sessionStorage.setItem(
        'kratix-portal.draft:["user:default/ada","platform"]:new:cache',
        JSON.stringify({
          value: {
            mode: 'yaml',
            values: { objname: 'sessions' },
            position: { page: 0, reached: 0 },
            text: 'apiVersion: demo.example.com/v1\nkind: Cache\nmetadata:\n  name: sessions\nspec:\n  team: shop\n',
          },
          savedAt: Date.now() - 18 * 60_000,
        }),
      );
    },
    play: user => user.press('Continue with the draft'),
    shows: 'The text has no metadata.namespace.',
  },
  {
    id: 'request/promise-gone',
    title: 'The Promise is deleted while the form is open',
    path: PATH,
    prepare: platform => {
      prepare(platform);
      setTimeout(
        () =>
          platform.remove({
            apiVersion: 'platform.kratix.io/v1alpha1',
            kind: 'Promise',
            metadata: { name: 'cache' },
          }),
        2_000,
      );
    },
    shows: 'was deleted while this page was open',
  },
  {
    id: 'request/missing',
    title: 'The Promise does not exist',
    path: PATH,
    shows: 'There is no Promise cache',
  },
];
