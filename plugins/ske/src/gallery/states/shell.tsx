import type { GalleryEntry } from '../GalleryEntry';

/** The frame of the pages. */
export const shellEntries: readonly GalleryEntry[] = [
  {
    id: 'shell/not-found',
    title: 'An address that does not exist',
    path: '/kratix/services/s3/nonsense',
    shows: 'This page does not exist',
  },
];
