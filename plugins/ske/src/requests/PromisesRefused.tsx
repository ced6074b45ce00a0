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

/**
 * Says that the user may not see the Promises: as a page, since without them the portal does not know what can be requested, or as a line above
 * the data that was read before.
 */
export function PromisesRefused(props: {
  error: SkeError | undefined;
  size: 'page' | 'line';
}) {
  const { error, size } = props;
  return (
    <Refusal
      size={size}
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
