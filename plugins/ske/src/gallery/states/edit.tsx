import { resourcePath } from '../../routes';
import { designedStates, ref } from '../../resource/__testUtils__';
import type { FakePlatform } from '../../live/__testUtils__';
import type { GalleryEntry } from '../GalleryEntry';

/** Long enough for the page to begin its edit with the first version. */
const SECONDS_BEFORE_CHANGE = 3;

const at = (secondsAgo: number) =>
  new Date(Date.now() - secondsAgo * 1_000).toISOString();

const path = `/kratix/${resourcePath(ref, 'edit')}`;

function setUp(platform: FakePlatform): void {
  designedStates.find(({ id }) => id === 'ready')!.setUp(platform, at);
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
];
