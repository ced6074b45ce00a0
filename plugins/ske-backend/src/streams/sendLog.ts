import { pipeline } from 'node:stream/promises';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { PipelineLog } from '@kratix-portal/plugin-ske-node';
import type { Response } from 'express';

/**
 * Sends a log to one client as it is written. A plain text cannot contain an error after its start. So if the log ends early, the
 * connection is closed without the end of the body, and the client does not take the text for complete.
 */
export async function sendLog(
  log: PipelineLog,
  response: Response,
): Promise<void> {
  response.status(200);
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // The same headers as for events, because compression and buffering would hold lines back.
  response.setHeader('Cache-Control', 'no-store, no-transform');
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  try {
    await pipeline(log.body, response, { end: false });
  } catch (error) {
    response.destroy();
    if (SkeError.is(error)) {
      throw error;
    }
    return; // The client disconnected.
  }
  const { reason } = await log.ended;
  if (reason === 'cluster-ended') {
    response.end();
  } else {
    response.destroy();
  }
}
