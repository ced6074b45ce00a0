import type { IncomingMessage } from 'node:http';

/** More than enough for a user name and a password, and too little to fill the memory. */
const FORM_LIMIT_BYTES = 16 * 1024;

/** The body is larger than a login form can be. */
export class FormTooLargeError extends Error {
  constructor() {
    super(`The form is larger than ${FORM_LIMIT_BYTES} bytes.`);
    this.name = 'FormTooLargeError';
  }
}

/** Reads a posted `application/x-www-form-urlencoded` body. */
export async function readForm(
  request: IncomingMessage,
): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > FORM_LIMIT_BYTES) {
      throw new FormTooLargeError();
    }
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
