export {
  AccessTokenError,
  type AccessTokenErrorCode,
} from './AccessTokenError';
export {
  withAccessToken,
  type WithAccessTokenOptions,
} from './withAccessToken';
