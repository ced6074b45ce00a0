import {
  KRATIX_GROUP,
  wellKnownKinds,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';

/** The apiVersion of Kratix's own kinds. */
export const KRATIX_API = `${KRATIX_GROUP}/${wellKnownKinds.promise.version}`;

/** The reference of a Promise. Promises have no namespace. */
export function promiseRef(name: string): ResourceRef {
  return { apiVersion: KRATIX_API, kind: wellKnownKinds.promise.kind, name };
}
