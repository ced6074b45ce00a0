import { useLinks } from '../routes';

/** Returns the address of the page on which a user requests something of a Promise. */
export function useRequestTarget(): (promise: string) => string {
  return useLinks().newRequest;
}
