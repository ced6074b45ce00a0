import type { AddressInfo } from 'node:net';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import express from 'express';
import { respond } from './respond';
import { sessionMissing, tokenMissing } from './sessionErrors';

async function responseTo(error: SkeError) {
  const app = express();
  app.get('/', async (_req, res) => {
    await respond(res, async () => {
      throw error;
    });
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`);
    return { status: response.status, body: await response.json() };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('respond', () => {
  it('sends a flag if the user has a session without a token of the requested kind', async () => {
    const { status, body } = await responseTo(tokenMissing('okta', 'id'));

    expect(status).toBe(401);
    expect(body.error).toMatchObject({
      code: 'no-credentials',
      hasSession: true,
    });
  });

  it('does not send this flag if the user has no session', async () => {
    const { body } = await responseTo(
      sessionMissing({ userRef: 'user:default/jane', providerIds: ['okta'] }),
    );

    expect(body.error.code).toBe('no-credentials');
    expect(body.error).not.toHaveProperty('hasSession');
  });
});
