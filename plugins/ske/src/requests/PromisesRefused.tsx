import {
  formatApiVersion,
  SkeError,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';
import { Refusal } from '../refusal';

const PROMISES = {
  verb: 'list' as const,
  apiVersion: formatApiVersion(wellKnownKinds.promise),
  kind: wellKnownKinds.promise.kind,
  plural: wellKnownKinds.promise.plural,
  isClusterScoped: true,
};

/** The page of a person who may not see the Promises. Without them the portal does not know what can be requested. */
export function PromisesRefused({ error }: { error: SkeError | undefined }) {
  return (
    <Refusal
      size="page"
      tried={PROMISES}
      error={
        error ??
        new SkeError({
          code: 'internal',
          message: 'The Promises could not be listed.',
        })
      }
    />
  );
}
