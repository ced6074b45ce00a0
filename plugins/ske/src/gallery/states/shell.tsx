import type { GalleryEntry } from '../GalleryEntry';
import { whenWatched } from '../whenWatched';
import { fillPlatform } from './requests';

const PATH = '/kratix/services';

/** The frame of the pages, and the notice of the connection in it. */
export const shellEntries: readonly GalleryEntry[] = [
  {
    id: 'shell/not-found',
    title: 'An address that does not exist',
    path: `${PATH}/s3/nonsense`,
    shows: 'This page does not exist',
  },
  {
    id: 'shell/reconnecting',
    title: 'The connection was lost, and the data stays',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      whenWatched(platform, () => platform.goDown());
    },
    shows: 'The connection was lost.',
  },
  {
    id: 'shell/signed-out',
    title: 'The session has ended, and the data stays',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      whenWatched(platform, () => platform.endSession());
    },
    shows: 'You are signed out.',
  },
];
