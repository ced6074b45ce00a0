import { SkeError } from '@kratix-portal/plugin-ske-common';
import { InstallPage } from '../../install';
import { examplePromise } from '../../preview/examplePromise';
import { PromiseActions } from '../../promiseActions';
import type { GalleryEntry } from '../entry/GalleryEntry';
// The test utilities may be imported here, because the gallery is not published either.
// eslint-disable-next-line no-restricted-imports
import {
  promiseObject,
  requestObject,
} from '../../requests/__testUtils__/objects';
import { fillPlatform } from './requests';

const PATH = '/kratix/services/-/install';

const installed = promiseObject({ name: 'cache', kind: 'Cache' });

/** *Install a Promise*, its upgrade, and the actions of a Promise. */
export const installEntries: readonly GalleryEntry[] = [
  {
    id: 'install/empty',
    title: 'Nothing has been pasted yet',
    path: PATH,
    prepare: fillPlatform,
    shows: 'Install a Promise on the platform cluster',
  },
  {
    id: 'install/new',
    title: 'A Promise that is not installed yet',
    prepare: platform => {
      platform.write = async () => {
        throw new SkeError({ code: 'invalid', message: 'Not valid.' });
      };
    },
    path: PATH,
    play: user => user.replaceInEditor('', examplePromise),
    shows: 'Install cache',
  },
  {
    id: 'install/not-allowed',
    title: 'A user who may not install',
    prepare: platform => {
      platform.access = () => ({ allowed: false });
    },
    element: <InstallPage initialText={examplePromise} />,
    shows: 'You do not have the right',
  },
  {
    id: 'install/upgrade',
    title: 'An upgrade, with a request that would not fit',
    prepare: platform => {
      platform.put(installed);
      platform.put({
        ...requestObject({ name: 'sessions', kind: 'Cache' }),
        spec: { team: 'shop' },
      });
      platform.put({
        ...requestObject({ name: 'old', kind: 'Cache' }),
        spec: { size: 'huge' },
      });
    },
    path: PATH,
    play: user => user.replaceInEditor('', examplePromise),
    shows: 'does not fit',
  },
  {
    id: 'install/accepted',
    title: 'The cluster accepts the Promise in a dry run',
    prepare: platform => {
      platform.write = async () =>
        ({
          operation: 'created',
          changes: [],
          notices: [
            'spec.workflows is empty, so nothing is made for requests.',
          ],
        }) as never;
    },
    element: <InstallPage initialText={examplePromise} />,
    play: user => user.press('Check (dry run)'),
    shows: 'The cluster accepts this Promise.',
  },
  {
    id: 'install/rejected',
    title: 'The cluster rejects the Promise, with a cause at a line',
    prepare: platform => {
      platform.write = async () => {
        throw new SkeError({
          code: 'invalid',
          message: 'Promise cache is invalid.',
          causes: [
            {
              field: 'spec.api.spec.scope',
              message: 'spec.api.spec.scope: only Namespaced is supported.',
            },
          ],
        });
      };
    },
    element: <InstallPage initialText={examplePromise} />,
    play: user => user.press('Check (dry run)'),
    shows: 'Line 23:',
  },
  {
    id: 'install/promise-delete',
    title: 'What goes with a Promise, before it is deleted',
    prepare: platform => {
      platform.put(installed);
      platform.put(requestObject({ name: 'sessions', kind: 'Cache' }));
      platform.put({
        ...promiseObject({ name: 'shop', kind: 'Shop' }),
        spec: { requiredPromises: [{ name: 'cache', version: 'v1.0.0' }] },
      });
    },
    element: <PromiseActions object={installed} />,
    play: user => user.press('Delete'),
    shows: 'stop working: shop',
  },
  {
    id: 'install/promise-actions',
    title: 'What a platform engineer can do with a Promise',
    prepare: platform => {
      platform.put(installed);
    },
    element: <PromiseActions object={installed} />,
    shows: 'Upgrade',
  },
];
