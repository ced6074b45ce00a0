import type { EntityLink } from '@backstage/catalog-model';
import type { Status } from '../platform/kubernetesObject';

const MAX_LINKS = 5;
const MAX_URL_LENGTH = 2_048;

/** The web addresses that a pipeline wrote at the top of a status, such as `endpoint: https://...`: what people come for. */
export function statusLinks(status: Status): EntityLink[] {
  return Object.entries(status)
    .filter((entry): entry is [string, string] => isWebAddress(entry[1]))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MAX_LINKS)
    .map(([key, url]) => ({ url, title: humanise(key) }));
}

function isWebAddress(value: unknown): boolean {
  if (
    typeof value !== 'string' ||
    value.length > MAX_URL_LENGTH ||
    !/^https?:\/\/\S+$/.test(value) ||
    !URL.canParse(value)
  ) {
    return false;
  }
  const { username, password, search } = new URL(value);
  // A query is where one-time links have their signature.
  return username === '' && password === '' && search === '';
}

/** `consoleUrl` and `console_url` read `Console url`. */
function humanise(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_.\s]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? key : words[0].toUpperCase() + words.slice(1);
}
