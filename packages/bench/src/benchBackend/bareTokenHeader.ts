/** In session mode the Backstage token has no access token, so the requests to `/api/bare` have it in this header. */
export const BARE_TOKEN_HEADER = 'bare-access-token';
