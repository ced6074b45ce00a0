import type { JsonObject } from '@backstage/types';
import {
  SkeError,
  type ConfigureResult,
} from '@kratix-portal/plugin-ske-common';
import { toContent } from '../../edit/EditContent';
import { toEditDraft } from '../../edit/EditDraft';
import { toEditable } from '../../edit/editable';
import { resourcePath } from '../../routes';
import { designedStates, ref } from '../../resource/__testUtils__';
import type { FakePlatform } from '../../live/__testUtils__';
import type { GalleryEntry, GalleryUser } from '../entry/GalleryEntry';

/** Long enough for the page to begin its edit with the first version. */
const SECONDS_BEFORE_CHANGE = 3;

const at = (secondsAgo: number) =>
  new Date(Date.now() - secondsAgo * 1_000).toISOString();

const path = `/kratix/${resourcePath(ref, 'edit')}`;

function setUp(platform: FakePlatform): void {
  designedStates.find(({ id }) => id === 'ready')!.setUp(platform, at);
}

interface Write {
  dryRun?: boolean;
}

/** Makes the cluster accept the change. A caller can replace the response to the real write. */
function accept(
  platform: FakePlatform,
  onWrite: (write: Write) => void = () => {},
): void {
  setUp(platform);
  platform.write = async (_method, input) => {
    const { dryRun = false } = input as Write;
    onWrite({ dryRun });
    return {
      ...ref,
      operation: 'updated',
      dryRun,
      kubectl: '',
      changes: [
        {
          field: 'spec.storage.sizeGiB',
          change: 'changed',
          before: '20',
          after: '50',
        },
        { field: 'spec.storage.class', change: 'added', after: '"fast"' },
      ],
      notices: ['A larger disk is available after the next backup.'],
    } as unknown as ConfigureResult as never;
  };
}

/** Adds a password, and a container with a password in its environment, to the object. */
function withSecrets(platform: FakePlatform): void {
  accept(platform);
  const [object] = platform.cluster.list(ref);
  platform.put({
    ...object,
    spec: {
      ...object.spec,
      adminPassword: 'hunter2',
      env: [{ name: 'REPLICATION_TOKEN', value: 'x8!kq' }],
    },
  });
}

/** Stores a draft of the given change of the spec. Like every draft it contains no secrets. */
function storeDraft(platform: FakePlatform, changed: JsonObject): void {
  const [object] = platform.cluster.list(ref);
  const { apiVersion, kind, metadata, spec } = object;
  const form = [apiVersion, kind, metadata.namespace, metadata.name].join(' ');
  const edited = toContent(
    { ...toEditable(object), spec: { ...spec, ...changed } },
    'form',
  );
  window.sessionStorage.setItem(
    `kratix-portal.draft:["user:default/ada","platform"]:edit:${form}`,
    JSON.stringify({
      value: toEditDraft(
        { pages: undefined, listKeys: () => undefined },
        edited,
        object,
      ),
      savedAt: Date.now() - 7 * 60_000,
    }),
  );
}

const fail = (error: ConstructorParameters<typeof SkeError>[0]) => () => {
  throw new SkeError(error);
};

async function change(user: GalleryUser): Promise<void> {
  await user.press('YAML');
  await user.replaceInEditor('sizeGiB: 20', 'sizeGiB: 50');
}

async function review(user: GalleryUser): Promise<void> {
  await change(user);
  await user.press('Review');
}

async function save(user: GalleryUser): Promise<void> {
  await review(user);
  await user.press('Save');
}

/** *Edit* of a request. */
export const editEntries: readonly GalleryEntry[] = [
  {
    id: 'edit/form',
    title: 'The request in the form of its Promise, with its YAML',
    path,
    prepare: setUp,
    shows: 'You have not changed anything yet',
  },
  {
    id: 'edit/text',
    title: 'The request as YAML, because its Promise may not be read',
    path,
    prepare: platform => {
      setUp(platform);
      platform.refuse({ kind: 'Promise' });
    },
    shows: 'You have not changed anything yet',
  },
  {
    id: 'edit/read-only',
    title: 'The user has no right to change the request',
    path,
    prepare: platform => {
      setUp(platform);
      platform.access = ({ verb }) => ({ allowed: verb !== 'patch' });
    },
    shows: 'do not have the right to change',
  },
  {
    id: 'edit/changed-meanwhile',
    title: 'Another writer has changed a field since the edit began',
    path,
    prepare: platform => {
      setUp(platform);
      setTimeout(() => {
        const [object] = platform.cluster.list(ref);
        platform.put({
          ...object,
          metadata: {
            ...object.metadata,
            managedFields: [
              {
                manager: 'autoscaler',
                operation: 'Update',
                time: at(120),
                fieldsV1: { 'f:spec': { 'f:version': {} } },
              },
            ],
          },
          spec: { ...object.spec, version: '17' },
        });
      }, SECONDS_BEFORE_CHANGE * 1_000);
    },
    shows: 'Changed meanwhile',
  },
  {
    id: 'edit/changed',
    title: 'The user has changed a field',
    path,
    prepare: platform => accept(platform),
    play: change,
    shows: 'It writes nothing',
  },
  {
    id: 'edit/not-valid',
    title: 'The text is not valid YAML',
    path,
    prepare: platform => accept(platform),
    play: async user => {
      await user.press('YAML');
      await user.replaceInEditor('sizeGiB: 20', 'sizeGiB: [20');
    },
    shows: 'not a valid object',
  },
  {
    id: 'edit/review',
    title: 'What the cluster would change',
    path,
    prepare: platform => accept(platform),
    play: review,
    shows: 'Review your changes',
  },
  {
    id: 'edit/rejected',
    title: 'The cluster rejects two fields',
    path,
    prepare: platform =>
      accept(
        platform,
        fail({
          code: 'invalid',
          message: 'Database orders is invalid.',
          causes: [
            {
              field: 'spec.storage.sizeGiB',
              message: 'spec.storage.sizeGiB: must be at most 40.',
            },
            {
              field: 'spec.version',
              message: 'spec.version: 16 is not supported any more.',
            },
          ],
        }),
      ),
    play: review,
    shows: 'The cluster rejects 2 fields.',
  },
  {
    id: 'edit/conflict',
    title: 'The user and another writer have changed the same field',
    path,
    prepare: platform => {
      accept(platform);
      setTimeout(() => {
        const [object] = platform.cluster.list(ref);
        platform.put({
          ...object,
          metadata: {
            ...object.metadata,
            managedFields: [
              {
                manager: 'kubectl-edit',
                operation: 'Update',
                time: at(60),
                fieldsV1: {
                  'f:spec': { 'f:storage': { 'f:sizeGiB': {} } },
                },
              },
            ],
          },
          spec: {
            ...object.spec,
            storage: { sizeGiB: 30, backups: true },
          },
        });
      }, SECONDS_BEFORE_CHANGE * 1_000);
    },
    play: change,
    shows: 'The merge takes yours',
  },
  {
    id: 'edit/secrets',
    title: 'A password is hidden in the YAML beside the form',
    path,
    prepare: withSecrets,
    shows: 'Show 2 hidden values',
  },
  {
    id: 'edit/secrets-editor',
    title: 'A password is hidden in the editor until the user asks for it',
    path,
    prepare: withSecrets,
    play: user => user.press('YAML'),
    shows: 'Hidden values are sent as they are.',
  },
  {
    id: 'edit/secrets-rejected',
    title: 'The cluster rejects a password, and quotes it in its response',
    path,
    prepare: platform => {
      withSecrets(platform);
      platform.write = async () => {
        throw new SkeError({
          code: 'invalid',
          message: 'Database orders is invalid.',
          causes: [
            {
              field: 'spec.adminPassword',
              message:
                'spec.adminPassword: Invalid value: "hunter2": must have 12 characters.',
            },
          ],
        });
      };
    },
    play: review,
    shows: 'Invalid value: ••••••••: must have 12 characters.',
  },
  {
    id: 'edit/secrets-conflict',
    title: 'Another writer has changed a password and a size meanwhile',
    path,
    prepare: platform => {
      withSecrets(platform);
      setTimeout(() => {
        const [object] = platform.cluster.list(ref);
        platform.put({
          ...object,
          spec: {
            ...object.spec,
            adminPassword: 'changed-by-another',
            storage: { sizeGiB: 30, backups: true },
          },
        });
      }, SECONDS_BEFORE_CHANGE * 1_000);
    },
    play: change,
    shows: 'Only the cluster changed it',
  },
  {
    id: 'edit/secrets-review',
    title: 'The review of an edit that changes a password',
    path,
    prepare: withSecrets,
    play: async user => {
      await user.press('YAML');
      await user.replaceInEditor('hunter2', 'a-better-one');
      await user.press('Review');
    },
    shows: '(changed)',
  },
  {
    id: 'edit/draft',
    title: 'A draft of an earlier visit',
    path,
    prepare: platform => {
      accept(platform);
      storeDraft(platform, { version: '17' });
    },
    shows: 'There is a draft of this form',
  },
  {
    id: 'edit/draft-secrets',
    title: 'The draft contains no secrets, and the user has typed a password',
    path,
    prepare: platform => {
      withSecrets(platform);
      storeDraft(platform, { version: '17', adminPassword: 'a-better-one' });
    },
    play: user => user.press('Continue with the draft'),
    shows: 'A draft contains no secrets',
  },
  {
    id: 'edit/saved',
    title: 'The change is written',
    path,
    prepare: platform => accept(platform),
    play: save,
    shows: 'The cluster has accepted your change',
  },
  {
    id: 'edit/unknown',
    title: 'No response to the write arrived, and the object shows no change',
    path,
    prepare: platform =>
      accept(platform, ({ dryRun }) => {
        if (!dryRun) {
          throw new SkeError({
            code: 'timeout',
            message: 'The cluster did not respond in time.',
          });
        }
      }),
    play: save,
    shows: 'no response arrived',
  },
];
