import type { EntityLink } from '@backstage/catalog-model';
import { humanise } from '@kratix-portal/plugin-ske-common';
import type { Status } from '../platform/kubernetesObject';

const MAX_LINKS = 5;
const MAX_URL_LENGTH = 2_048;

/** Turns the web addresses at the top level of a status, such as `endpoint: https://...`, into links. */
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
  // A URL with a query is left out, because it can be a link with a signature.
  return username === '' && password === '' && search === '';
}
