const REQUEST_TIMEOUT_MILLISECONDS = 5_000;

/**
 * Whether a portal serves: all its plugins are up, and each sign-in provider sends people to its login page. The latter tells
 * a provider whose discovery failed at start, after which Backstage never tries again.
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
  const answers = await Promise.all(
    providerIds.map(id =>
      status(`${url}/api/auth/${id}/start?env=development&scope=openid`),
    ),
  );
  return answers.every(answer => answer === 302);
}

/** The HTTP status of an answer; `undefined` when nobody answers (yet). */
async function status(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MILLISECONDS),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    // fetch tells a refused connection and a timeout by these two; any other error is a fault of ours. By name, since under jest they are of
    // another realm.
    if (['TypeError', 'TimeoutError'].includes((error as Error).name)) {
      return undefined;
    }
    throw error;
  }
}
