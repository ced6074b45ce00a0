import { resourcePath } from '../../routes';
import { designedStates, ref } from '../../resource/__testUtils__';
import type { GalleryEntry } from '../entry/GalleryEntry';

/** The delay of the first change, after which the page has been read. */
const SECONDS_BEFORE_CHANGE = 1.5;

const at = (secondsAgo: number) =>
  new Date(Date.now() - secondsAgo * 1_000).toISOString();

/** The page of a request. */
export const resourceEntries: readonly GalleryEntry[] = designedStates.map(
  ({ id, title, expected, tab, setUp, then }) => ({
    id: `resource/${id}`,
    title,
    path: `/kratix/${resourcePath(ref, tab)}`,
    shows: expected,
    prepare: platform => {
      setUp(platform, at);
      if (then) {
        setTimeout(() => then(platform), SECONDS_BEFORE_CHANGE * 1_000);
      }
    },
  }),
);
