import {
  formatApiVersion,
  SkeError,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';
import { useConnection, type LiveCollection } from '../live';
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

/** A line above the Promises, if the user may not see newer ones, or may not watch them. */
export function PromisesNote({ promises }: { promises: LiveCollection }) {
  const { status, error } = promises;
  const connection = useConnection();
  // Where streams do not work at all, the line about the connection says so.
  const isUnwatched =
    status === 'polling' && error && connection.status !== 'polling';
  return status === 'refused' || isUnwatched ? (
    <PromisesRefused size="line" error={error} />
  ) : null;
}

/** Whether nothing is known about the Promises, and nothing will be until the user does something. */
export function isRefused({ status, asOf }: LiveCollection): boolean {
  return (
    status === 'refused' || (status === 'signed-out' && asOf === undefined)
  );
}
