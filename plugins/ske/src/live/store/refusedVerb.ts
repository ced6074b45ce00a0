import type { AccessVerb, SkeError } from '@kratix-portal/plugin-ske-common';

/** The words of the API server for a missing right (k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go). */
const REFUSED = /\bcannot (get|list|watch) resource "/;

/** The verb of a read that the roles of the cluster refused. A page that follows objects lists and watches them, so it needs several rights. */
export function refusedVerb(
  error: Pick<SkeError, 'code' | 'detail'>,
): AccessVerb | undefined {
  return error.code === 'forbidden'
    ? (REFUSED.exec(error.detail ?? '')?.[1] as AccessVerb | undefined)
    : undefined;
}
