import type { LiveConnection } from './objects/types';

/** Whether everything on the page is live. A stream can be open before the cluster has answered, or although a list is polled. */
export function isPageLive({ status, asOf }: LiveConnection): boolean {
  return status === 'live' && asOf === undefined;
}
