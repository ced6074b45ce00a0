import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { z } from 'zod';
import type { DemoUser, Endpoints } from '../endpoints';
import { parseJson } from '../json/parseJson';

const TIMEOUT_MILLISECONDS = 30_000;

const tokenSchema = z.object({ access_token: z.string() });
const errorSchema = z.object({
  error: z.string(),
  error_description: z.string().optional(),
});

/**
 * The issuer did not give a token.
 *
 * @public
 */
export class TokenRequestError extends Error {
  readonly code = 'token-request-failed';
  readonly status: number;
  /** The OAuth error code (RFC 6749, 5.2), where the answer had one. */
  readonly oauthError: string | undefined;

  constructor(username: string, status: number, text: string) {
    const parsed = errorSchema.safeParse(parseJson(text));
    const reason = parsed.success
      ? `${parsed.data.error} ${parsed.data.error_description ?? ''}`.trim()
      : 'no OAuth error in the answer';
    super(`no token for ${username}: the issuer answered ${status}, ${reason}`);
    this.name = 'TokenRequestError';
    this.status = status;
    this.oauthError = parsed.success ? parsed.data.error : undefined;
  }
}

/** An access token of a demo user, by the password grant of the issuer's public client. */
export async function passwordGrant(
  issuer: Pick<
    Endpoints['issuer'],
    'tokenEndpoint' | 'caFile' | 'kubernetesClient'
  >,
  user: Pick<DemoUser, 'username' | 'password'>,
): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'password',
    client_id: issuer.kubernetesClient.clientId,
    username: user.username,
    password: user.password,
    scope: 'openid email profile',
  });
  const answer = await postForm(
    issuer.tokenEndpoint,
    form.toString(),
    await readFile(issuer.caFile),
  );
  if (answer.status !== 200) {
    throw new TokenRequestError(user.username, answer.status, answer.text);
  }
  return tokenSchema.parse(JSON.parse(answer.text)).access_token;
}

function postForm(
  url: string,
  form: string,
  ca: Buffer,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        ca,
        agent: false,
        timeout: TIMEOUT_MILLISECONDS,
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(form),
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
        response.on('error', reject);
      },
    );
    sent.on('timeout', () =>
      sent.destroy(new Error(`${url} did not answer in time`)),
    );
    sent.on('error', reject);
    sent.end(form);
  });
}
