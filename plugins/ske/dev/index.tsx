import { createRoot } from 'react-dom/client';
import { FakePlatform } from '../src/live/__testUtils__';
import { createUser } from './createUser';
import { createGalleryApp, PART_PATH } from './createGalleryApp';
import { entries } from '../src/gallery/entries';
import { GalleryList } from './GalleryList';
import { readSettings } from './GallerySettings';
import { loadRecordings } from './recordings';

/** Shows the entry in the address, or the list of all entries. */
async function show(): Promise<void> {
  const settings = readSettings();
  const all = [...entries, ...(await loadRecordings())];
  const root = createRoot(document.getElementById('root')!);
  const entry = all.find(({ id }) => id === settings.state);
  if (!entry) {
    root.render(<GalleryList entries={all} />);
    return;
  }
  // Otherwise the form would offer drafts of other entries.
  Object.keys(window.sessionStorage)
    .filter(key => key.startsWith('kratix-portal.'))
    .forEach(key => window.sessionStorage.removeItem(key));
  const platform = new FakePlatform();
  await entry.prepare?.(platform);
  if (window.location.pathname === '/') {
    window.history.replaceState(null, '', entry.path ?? PART_PATH);
  }
  root.render(createGalleryApp({ entry, platform, settings }));
  await entry.play?.(createUser(settings.language));
}

show();
