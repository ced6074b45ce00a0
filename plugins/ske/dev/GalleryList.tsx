import type { GalleryEntry } from '../src/gallery/entry/GalleryEntry';
import { pictures } from '../src/gallery/pictures';

const looks = [
  ['light', 'en'],
  ['dark', 'en'],
  ['light', 'de'],
] as const;

/** The start page of the gallery: a link to each entry in each look. */
export function GalleryList(props: { entries: readonly GalleryEntry[] }) {
  return (
    <main>
      <h1>Gallery</h1>
      <ul>
        {props.entries.map(({ id, title, shows }) => (
          <li
            key={id}
            data-gallery-entry={id}
            data-shows={shows}
            data-picture={pictures[id]}
          >
            {title} (<code>{id}</code>):{' '}
            {looks.map(([theme, language]) => (
              <a
                key={`${theme} ${language}`}
                href={`/?${new URLSearchParams({ state: id, theme, language })}`}
              >
                {theme} {language}{' '}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </main>
  );
}
