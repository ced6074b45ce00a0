import { NAMESPACE, type Stage } from '../stage/Stage';
import { createRequests } from './targets';

/** How many requests of the person the API server saw for one create, by its own audit log. */
export async function countRoundTrips(stage: Stage): Promise<number> {
  const { ours } = createRequests(stage, await stage.freshTokens());
  const name = `counted-${Date.now()}`;
  // Once before, so that what is remembered for longer than a call, such as the kinds of the cluster, is there.
  await post(ours, `${name}-before`);
  await post(ours, name);
  const events = await stage.platform.readAuditLog();
  const person = stage.platform.endpoints.users[0].email;
  const own = events.filter(event => event.user.username === person);
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
      `creating ${name} in ${NAMESPACE} was answered with ${response.status}`,
    );
  }
  await response.body?.cancel();
}
