import { useLinks } from '../routes';

/** Returns where a person requests something of a Promise. */
export function useRequestTarget(): (promise: string) => string {
  return useLinks().newRequest;
}
