import { SkeClient } from '@kratix-portal/plugin-ske-common';
import { checkAnswer } from './apiDocument';

/** A typed client of one user that compares each JSON response with `openapi.yaml`. */
export function skeClientFor(options: {
  url: string;
  token: string;
}): SkeClient {
  const { url, token } = options;
  return new SkeClient({
    baseUrl: `${url}/api/ske`,
    getToken: async () => token,
    fetchApi: {
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        const contentType = response.headers.get('content-type') ?? '';
        const isJson = contentType.startsWith('application/json');
        checkAnswer({
          method: init?.method ?? 'GET',
          path: new URL(String(input)).pathname.replace('/api/ske', ''),
          status: response.status,
          headers: response.headers,
          text: isJson ? await response.clone().text() : '',
        });
        return response;
      },
    },
  });
}

/** The error with which a call is rejected. */
export async function refusalOf(call: Promise<unknown>) {
  const [result] = await Promise.allSettled([call]);
  if (result.status === 'fulfilled') {
    throw new Error('The call was not rejected.');
  }
  const { code, message, hint, detail, causes, status } = result.reason;
  return { code, message, hint, detail, causes, status };
}

/** Polls until the condition is true. The test's own time-out bounds it. */
export async function until<T>(
  ask: () => Promise<T>,
  isSo: (answer: T) => boolean,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
