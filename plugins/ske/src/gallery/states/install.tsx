import { SkeError } from '@kratix-portal/plugin-ske-common';
import { InstallPage } from '../../install';
import { examplePromise } from '../../preview/examplePromise';
import { PromiseActions } from '../../promiseActions';
import type { GalleryEntry } from '../GalleryEntry';
// The gallery is not published either.
// eslint-disable-next-line no-restricted-imports
import {
  promiseObject,
  requestObject,
} from '../../requests/__testUtils__/objects';
import { fillPlatform } from './requests';

const installed = promiseObject({ name: 'cache', kind: 'Cache' });

/** *Install a Promise*, its upgrade, and the actions of a Promise. */
export const installEntries: readonly GalleryEntry[] = [
  {
    id: 'install/empty',
    title: 'Nothing has been pasted yet',
    path: '/kratix/services/-/install',
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
    element: <InstallPage initialText={examplePromise} />,
    shows: 'Install cache',
  },
  {
    id: 'install/not-allowed',
    title: 'A person who may not install',
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
    element: <InstallPage initialText={examplePromise} />,
    shows: 'does not fit',
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
