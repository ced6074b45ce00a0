import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Response } from 'express';
import { TokenMissingError } from './sessionErrors';

/** Sends the result of a call, or its SkeError. Backstage translates all other errors. No response may be cached. */
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
    const hasSession = error instanceof TokenMissingError || undefined;
    res.status(status).json({ error: { code, message, hint, hasSession } });
  }
}
