import type { GalleryEntry } from '../entry/GalleryEntry';
// The test utilities may be imported here, because the gallery is not published either.
// eslint-disable-next-line no-restricted-imports
import { promiseObject } from '../../requests/__testUtils__/objects';
import { fillPlatform } from './requests';

const PATH = '/kratix/services';

/** *Services*. */
export const servicesEntries: readonly GalleryEntry[] = [
  {
    id: 'services/mixed',
    title: 'Promises in many states',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.put(promiseObject({ name: 'cert-manager', hasApi: false }));
      platform.put(
        promiseObject({
          name: 'queue',
          kind: 'Queue',
          status: {
            status: 'Unavailable',
            requiredPromises: [
              {
                name: 'rabbitmq-operator',
                version: 'v2.0.0',
                state: 'Requirement not installed',
              },
            ],
            conditions: [
              {
                type: 'RequirementsFulfilled',
                status: 'False',
                reason: 'RequirementsNotInstalled',
                message: 'Requirements not fulfilled',
                lastTransitionTime: '2026-11-20T10:00:00Z',
              },
            ],
          },
        }),
      );
      platform.put(
        promiseObject({
          name: 'paused',
          kind: 'Topic',
          labels: { 'kratix.io/paused': 'true' },
        }),
      );
    },
    shows: 'No requests yet.',
  },
  {
    id: 'services/rights',
    title: 'The user may request some of it in some namespaces',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.access = ({ verb, kind, namespace }) => ({
        allowed:
          verb !== 'create' ||
          (kind !== 'Database' && namespace?.startsWith('team-') === true),
      });
    },
    shows: 'Ask the owner',
  },
  {
    id: 'services/which-namespace',
    title: 'A user whose namespace the portal does not know',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.refuse({ kind: 'Namespace' });
      platform.access = () => ({ allowed: false });
    },
    shows: 'Which namespace do you work in?',
  },
  {
    id: 'services/empty',
    title: 'No Promise is installed',
    path: PATH,
    shows: 'The platform offers nothing yet',
  },
  {
    id: 'services/loading',
    title: 'Nothing has been read yet',
    path: PATH,
    prepare: platform => platform.goSilent(),
  },
  {
    id: 'services/refused',
    title: 'The user may not list Promises',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.refuse({ kind: 'Promise' });
    },
  },
];
