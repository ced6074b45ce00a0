import { readFile } from 'node:fs/promises';
import { Agent, fetch } from 'undici';
import { z } from 'zod';
import { PlatformError } from '../errors/PlatformError';
import type { Endpoints } from '../endpoints/Endpoints';
import type { DemoUser } from '../users/DemoUser';
import { parseJson } from '../json/parseJson';

const TIMEOUT_MILLISECONDS = 30_000;

const tokenSchema = z.object({ access_token: z.string() });
const errorSchema = z.object({
  error: z.string(),
  error_description: z.string().optional(),
});

/** Requests an access token of a demo user, with the password grant of the public client. */
export async function passwordGrant(
  provider: Pick<
    Endpoints['oidcProvider'],
    'tokenEndpoint' | 'caFile' | 'kubernetesClient'
  >,
  user: Pick<DemoUser, 'username' | 'password'>,
): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'password',
    client_id: provider.kubernetesClient.clientId,
    username: user.username,
    password: user.password,
    scope: 'openid email profile',
  });
  const { status, text } = await requestTokens(provider, form);
  if (status !== 200) {
    const parsed = errorSchema.safeParse(parseJson(text));
    const reason = parsed.success
      ? `${parsed.data.error} ${parsed.data.error_description ?? ''}`.trim()
      : 'the response has no OAuth error';
    throw new PlatformError(
      'token-request-failed',
      `no token for ${user.username}: the OIDC provider returned status ${status}, ${reason}`,
    );
  }
  return tokenSchema.parse(JSON.parse(text)).access_token;
}

/**
 * Sends a refresh token as the portal's client, without the portal.
 *
 * @returns the OAuth error code of the response, or undefined if the provider accepts the refresh token
 */
export async function refreshGrant(
  provider: Pick<
    Endpoints['oidcProvider'],
    'tokenEndpoint' | 'caFile' | 'portalClient'
  >,
  refreshToken: string,
): Promise<string | undefined> {
  const { clientId, clientSecret } = provider.portalClient;
  const { status, text } = await requestTokens(
    provider,
    new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    }),
    `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
  );
  return status === 200 ? undefined : errorSchema.parse(parseJson(text)).error;
}

async function requestTokens(
  provider: Pick<Endpoints['oidcProvider'], 'tokenEndpoint' | 'caFile'>,
  form: URLSearchParams,
  authorization?: string,
): Promise<{ status: number; text: string }> {
  const dispatcher = new Agent({
    connect: { ca: await readFile(provider.caFile) },
  });
  try {
    const response = await fetch(provider.tokenEndpoint, {
      method: 'POST',
      body: form,
      headers: {
        accept: 'application/json',
        ...(authorization && { authorization }),
      },
      dispatcher,
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    return { status: response.status, text: await response.text() };
  } finally {
    await dispatcher.close();
  }
}
