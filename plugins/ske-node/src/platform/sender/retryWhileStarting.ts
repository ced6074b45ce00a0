import { parseJson } from '../../manifests/jsonObject';
import { stillStarting } from '../responses/clusterErrors';
import {
  isPathRefusal,
  parseRbacRefusal,
  parseStatus,
} from '../responses/KubernetesStatus';
import type { CallSubject } from '../calls/PlatformCall';
import type { CallScope } from '../connection/CallScope';
import type { WholeResponse } from '../connection/Exchange';

const PAUSE_MS = 300;
const ATTEMPTS = 6;

/**
 * The state of an API server: `established` if no connection to it has ended recently, otherwise `ready` or `starting`.
 */
export type Readiness = 'established' | 'starting' | 'ready';

/**
 * Retries a call that an API server refuses with 403 because it has just started. For about a second after its start, an API server has not loaded its RBAC
 * rules.
 * Without a retry, the portal would advise every user to ask for a role.
 *
 * If the API server is ready now, it may have become ready after its 403, so the call is sent once more. This is safe for a write too, because a call that RBAC
 * refuses changes nothing. If the API server is still starting, only a read waits for it; a write fails at once, and the user can try again.
 *
 * @throws SkeError when the API server is not ready after two seconds, or at once for a write
 */
export async function retryWhileStarting<
  Sent extends WholeResponse | undefined,
>(options: {
  send: () => Promise<Sent>;
  /** Asks the API server whether it is ready. Only called after a 403 of RBAC. */
  readiness: () => Promise<Readiness>;
  subject: CallSubject;
  scope: CallScope;
  isSafe: boolean;
}): Promise<Sent> {
  const { send, readiness, subject, scope, isSafe } = options;
  for (let attempt = 1; ; attempt += 1) {
    const response = await send();
    if (!response || !isRbacRefusal(response)) {
      return response;
    }
    const state = await readiness();
    if (state === 'established') {
      return response;
    }
    if (state === 'ready') {
      return send();
    }
    if (!isSafe || attempt >= ATTEMPTS) {
      throw stillStarting(subject);
    }
    await scope.pause(PAUSE_MS);
  }
}

function isRbacRefusal({ statusCode, text }: WholeResponse): boolean {
  if (statusCode !== 403) {
    return false;
  }
  const { message = '' } = parseStatus(parseJson(text)) ?? {};
  return parseRbacRefusal(message) !== undefined || isPathRefusal(message);
}
