/** The settings of the gallery. They are read from the address that was opened, and stay while the user navigates inside a page. */
export interface GallerySettings {
  /** The id of an entry; absent for the list. */
  state?: string;
  theme: 'light' | 'dark';
  language: string;
}

const STORAGE_KEY = 'gallery-settings';

/** Reads `?state=resource/failed&theme=dark&language=de`. An address without them keeps the settings of this tab. */
export function readSettings(): GallerySettings {
  const params = new URLSearchParams(window.location.search);
  const isStart = window.location.pathname === '/';
  if (isStart) {
    const settings: GallerySettings = {
      state: params.get('state') ?? undefined,
      theme: params.get('theme') === 'dark' ? 'dark' : 'light',
      language: params.get('language') ?? 'en',
    };
    window.sessionStorage.setItem(STORAGE_KEY, JSON.stringify(settings));
    return settings;
  }
  const stored = window.sessionStorage.getItem(STORAGE_KEY);
  return stored
    ? (JSON.parse(stored) as GallerySettings)
    : { theme: 'light', language: 'en' };
}
