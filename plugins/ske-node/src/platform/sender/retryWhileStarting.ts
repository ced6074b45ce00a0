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
 * Retries a read that an API server rejects with 403 because it has just started: for about a second it has not loaded its RBAC rules, and would
 * make the portal advise every user to ask for a role.
 *
 * @throws SkeError when the API server is not ready after two seconds, or at once for a write
 */
export async function retryWhileStarting<
  Sent extends WholeResponse | undefined,
>(options: {
  send: () => Promise<Sent>;
  /** Asks the API server whether it is still starting. Only called after a 403 of RBAC. */
  isStarting: () => Promise<boolean>;
  subject: CallSubject;
  scope: CallScope;
  isSafe: boolean;
}): Promise<Sent> {
  const { send, isStarting, subject, scope, isSafe } = options;
  let wasStarting = false;
  for (let attempt = 1; ; attempt += 1) {
    const response = await send();
    if (!response || !isRbacRefusal(response)) {
      return response;
    }
    const isStillStarting = await isStarting();
    // It may have become ready between its 403 and this check, so one more attempt follows.
    if (!isStillStarting && (!wasStarting || attempt > ATTEMPTS)) {
      return response;
    }
    if (!isSafe || attempt >= ATTEMPTS) {
      throw stillStarting(subject);
    }
    wasStarting = isStillStarting;
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
