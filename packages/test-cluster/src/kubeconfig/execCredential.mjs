#!/usr/bin/env node
/**
 * A kubectl credential plugin (client.authentication.k8s.io/v1) for the demo's users: it requests a token with the password grant and prints it
 * on standard output. It writes nothing to disk.
 *
 * It is plain JavaScript without dependencies, because kubectl runs it from any folder, with Node alone.
 * Environment: OIDC_TOKEN_ENDPOINT, OIDC_CA_FILE, OIDC_CLIENT_ID, OIDC_USERNAME, OIDC_PASSWORD.
 */
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';

const TIMEOUT_MILLISECONDS = 30_000;

function setting(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`the environment variable ${name} is not set`);
  }
  return value;
}

async function main() {
  const form = new URLSearchParams({
    grant_type: 'password',
    client_id: setting('OIDC_CLIENT_ID'),
    username: setting('OIDC_USERNAME'),
    password: setting('OIDC_PASSWORD'),
    scope: 'openid email profile',
  }).toString();
  const response = await post(
    setting('OIDC_TOKEN_ENDPOINT'),
    form,
    await readFile(setting('OIDC_CA_FILE')),
  );
  if (response.status !== 200) {
    throw new Error(
      `the token endpoint returned status ${response.status}: ${response.text.slice(0, 500)}`,
    );
  }
  const token = JSON.parse(response.text);
  process.stdout.write(
    JSON.stringify({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: {
        token: token.access_token,
        ...(token.expires_in && {
          expirationTimestamp: new Date(
            Date.now() + token.expires_in * 1000,
          ).toISOString(),
        }),
      },
    }),
  );
}

function post(url, form, ca) {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        ca,
        timeout: TIMEOUT_MILLISECONDS,
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(form),
        },
      },
      response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode, text }),
        );
        response.on('error', reject);
      },
    );
    sent.on('timeout', () =>
      sent.destroy(
        new Error(
          `the token endpoint did not respond within ${TIMEOUT_MILLISECONDS / 1000} s`,
        ),
      ),
    );
    sent.on('error', reject);
    sent.end(form);
  });
}

main().catch(error => {
  process.stderr.write(`kratix-portal sign-in failed: ${error.message}\n`);
  process.exitCode = 1;
});
