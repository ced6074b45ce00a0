import { PreviewPage } from '../../preview';
import { examplePromise } from '../../preview/examplePromise';
import type { GalleryEntry } from '../entry/GalleryEntry';
import { fillPlatform } from './requests';

/** *Form preview*. */
export const previewEntries: readonly GalleryEntry[] = [
  {
    id: 'preview/empty',
    title: 'Nothing has been pasted yet',
    path: '/kratix/preview',
    prepare: fillPlatform,
    shows: 'No Promise yet',
  },
  {
    id: 'preview/form',
    title: 'A Promise, its form, a notice and the request',
    path: '/kratix/preview',
    play: user =>
      user.replaceInEditor(
        '',
        examplePromise.replace('eviction: {advanced', 'retention: {advanced'),
      ),
    shows: 'the form has no field "retention"',
  },
  {
    id: 'preview/not-valid',
    title: 'A text with an error, marked at its line',
    element: <PreviewPage initialText={`${examplePromise}  bad: [1, 2\n`} />,
    shows: 'This is not valid YAML',
  },
];
