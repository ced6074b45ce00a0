const REQUEST_TIMEOUT_MILLISECONDS = 5_000;

/**
 * Whether a portal is ready: all its plugins have started, and each sign-in provider redirects to its login page.
 * When a provider's discovery fails at start, Backstage never retries it, and the redirect is missing.
 */
export async function isPortalReady(options: {
  url: string;
  providerIds: readonly string[];
}): Promise<boolean> {
  const { url, providerIds } = options;
  const readiness = await status(`${url}/.backstage/health/v1/readiness`);
  if (readiness !== 200) {
    return false;
  }
  const statuses = await Promise.all(
    providerIds.map(id =>
      status(`${url}/api/auth/${id}/start?env=development&scope=openid`),
    ),
  );
  return statuses.every(each => each === 302);
}

/** The HTTP status of a response; `undefined` when there is no response (yet). */
async function status(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MILLISECONDS),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    // `fetch` throws these for a refused connection and a timeout. The names are compared because classes differ between jest's realms.
    if (['TypeError', 'TimeoutError'].includes((error as Error).name)) {
      return undefined;
    }
    throw error;
  }
}
