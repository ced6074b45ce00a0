import { pipeline } from 'node:stream/promises';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { PipelineLog } from '@kratix-portal/plugin-ske-node';
import type { Response } from 'express';

/**
 * Sends a log to one client as it comes. Text has no place for a last word: a log that did not come to its own end is cut off, so that
 * the client does not take it for whole.
 */
export async function sendLog(
  log: PipelineLog,
  response: Response,
): Promise<void> {
  response.status(200);
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // As for events: what compresses, or buffers, would keep lines back.
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
