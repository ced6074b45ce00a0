#!/usr/bin/env node
/**
 * A kubectl credential plugin (client.authentication.k8s.io/v1) for the demo's users: it requests a token with the password grant and prints it
 * on standard output. It writes nothing to disk.
 *
 * It is plain JavaScript without dependencies, because kubectl runs it from any folder, with Node alone.
 * Environment: OIDC_TOKEN_ENDPOINT, OIDC_CLIENT_ID, OIDC_USERNAME, OIDC_PASSWORD, and the CA file in NODE_EXTRA_CA_CERTS.
 */
const TIMEOUT_MILLISECONDS = 30_000;

function setting(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`the environment variable ${name} is not set`);
  }
  return value;
}

async function main() {
  const response = await fetch(setting('OIDC_TOKEN_ENDPOINT'), {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: setting('OIDC_CLIENT_ID'),
      username: setting('OIDC_USERNAME'),
      password: setting('OIDC_PASSWORD'),
      scope: 'openid email profile',
    }),
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
  const text = await response.text();
  if (response.status !== 200) {
    throw new Error(
      `the token endpoint returned status ${response.status}: ${text.slice(0, 500)}`,
    );
  }
  const token = JSON.parse(text);
  const status = { token: token.access_token };
  if (token.expires_in) {
    const expiry = new Date(Date.now() + token.expires_in * 1000);
    status.expirationTimestamp = expiry.toISOString();
  }
  process.stdout.write(
    JSON.stringify({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status,
    }),
  );
}

main().catch(({ message, cause }) => {
  const reason = cause ? `${message}: ${cause.message}` : message;
  process.stderr.write(`kratix-portal sign-in failed: ${reason}\n`);
  process.exitCode = 1;
});
