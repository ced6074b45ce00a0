import { NAMESPACE, type Stage } from '../stage/Stage';
import { createRequests } from './targets';

/** Counts the user's requests to the API server for one create, in the API server's own audit log. */
export async function countRoundTrips(stage: Stage): Promise<number> {
  const { ours } = createRequests(stage, await stage.freshTokens());
  const name = `counted-${Date.now()}`;
  // A first create fills the caches that last longer than one call, such as discovery.
  await post(ours, `${name}-before`);
  await post(ours, name);
  const events = await stage.platform.readAuditLog();
  const { email } = stage.platform.endpoints.users[0];
  const own = events.filter(event => event.user.username === email);
  const last = own.findLastIndex(
    event => event.objectRef?.name === `${name}-before`,
  );
  return own.slice(last + 1).length;
}

async function post(
  request: { url: string; headers: Record<string, string>; body?: string },
  name: string,
): Promise<void> {
  const response = await fetch(request.url, {
    method: 'POST',
    headers: request.headers,
    body: request.body?.replace('created-{unique}', name),
  });
  if (!response.ok) {
    throw new Error(
      `Creating ${name} in ${NAMESPACE} returned ${response.status}.`,
    );
  }
  await response.body?.cancel();
}
