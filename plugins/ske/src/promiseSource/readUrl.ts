import { MOST_CHARACTERS } from './readDocuments';

/** The text behind a URL, or why it could not be read. */
export type ReadUrl =
  | { text: string }
  | {
      error: 'not-http' | 'no-answer' | 'status' | 'too-large' | 'web-page';
      /** The HTTP status. */
      status?: number;
    };

/**
 * Reads a text in the browser. The request has no cookies and no token, so the server learns nothing about the user.
 *
 * The browser does not say why there was no response: the server may be down, or it may not allow this portal to read (CORS).
 */
export async function readUrl(
  url: string,
  options: { fetch?: typeof fetch; signal?: AbortSignal } = {},
): Promise<ReadUrl> {
  const { fetch: send = fetch, signal } = options;
  if (!isHttpUrl(url)) {
    return { error: 'not-http' };
  }
  let response: Response;
  try {
    response = await send(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    return { error: 'no-answer' };
  }
  if (!response.ok) {
    return { error: 'status', status: response.status };
  }
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    return { error: 'web-page' };
  }
  if (Number(response.headers.get('content-length')) > MOST_CHARACTERS) {
    return { error: 'too-large' };
  }
  return readText(response, signal);
}

/** Stops at the limit, however much the server sends. */
async function readText(
  response: Response,
  signal: AbortSignal | undefined,
): Promise<ReadUrl> {
  const reader = response.body?.getReader();
  if (!reader) {
    return { text: '' };
  }
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return { text: text + decoder.decode() };
      }
      text += decoder.decode(value, { stream: true });
      if (text.length > MOST_CHARACTERS) {
        await reader.cancel();
        return { error: 'too-large' };
      }
    }
  } catch {
    signal?.throwIfAborted();
    return { error: 'no-answer' };
  }
}

function isHttpUrl(text: string): boolean {
  try {
    const { protocol } = new URL(text);
    return protocol === 'https:' || protocol === 'http:';
  } catch {
    return false;
  }
}
