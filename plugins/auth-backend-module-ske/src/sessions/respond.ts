import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Response } from 'express';

/** Sends the result of a call, or its SkeError. Other errors are Backstage's to translate. No response may be cached. */
export async function respond(
  res: Response,
  work: () => Promise<object>,
): Promise<void> {
  res.set('cache-control', 'no-store');
  try {
    res.json(await work());
  } catch (error) {
    if (!SkeError.is(error)) {
      throw error;
    }
    const { status, code, message, hint } = error;
    res.status(status).json({ error: { code, message, hint } });
  }
}
