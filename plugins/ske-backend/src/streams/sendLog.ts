import { pipeline } from 'node:stream/promises';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { PipelineLog } from '@kratix-portal/plugin-ske-node';
import type { Response } from 'express';

/**
 * Sends a log to one client as it is written. Plain text has no place for an error after its start, so a log that ended early
 * closes the connection without the end of the body. Then the client does not take the text for complete.
 */
export async function sendLog(
  log: PipelineLog,
  response: Response,
): Promise<void> {
  response.status(200);
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // As for events: compression and buffering would hold lines back.
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
    return; // The client left.
  }
  const { reason } = await log.ended;
  if (reason === 'cluster-ended') {
    response.end();
  } else {
    response.destroy();
  }
}
