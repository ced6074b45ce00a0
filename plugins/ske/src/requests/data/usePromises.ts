import {
  formatApiVersion,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { useCollection, type LiveCollection } from '../../live';
import { createKindReader, type RequestKind } from '../kinds';

const PROMISES = {
  apiVersion: formatApiVersion(wellKnownKinds.promise),
  kind: wellKnownKinds.promise.kind,
};

/** The Promises that the user may see, and the kinds that they offer. */
export function usePromises(): {
  promises: LiveCollection;
  kinds: readonly RequestKind[];
} {
  const promises = useCollection(PROMISES);
  const [readKinds] = useState(createKindReader);
  const kinds = useMemo(
    () => readKinds(promises.items),
    [readKinds, promises.items],
  );
  return useMemo(() => ({ promises, kinds }), [promises, kinds]);
}
