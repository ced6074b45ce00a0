import { useMemo } from 'react';
import type { KubernetesObject } from '../live';
import { createKindReader } from '../requests';
import { readServices, RequestButton, useCreateRights } from '../offers';

const NO_ROWS: never[] = [];

/** The button that leads to the form of the Promise, or the reason why the user may not request anything. */
export function RequestThis({ promise }: { promise: KubernetesObject }) {
  const [readKinds] = useMemo(() => [createKindReader()], []);
  const kinds = useMemo(() => readKinds([promise]), [readKinds, promise]);
  const [service] = useMemo(() => readServices([promise], NO_ROWS), [promise]);
  const rights = useCreateRights(kinds, promise.metadata.resourceVersion);
  return (
    <RequestButton service={service} right={rights.get(kinds[0]?.id ?? '')} />
  );
}
