export { describeKeptIdToken, KeptIdTokens, remainingOf } from './KeptIdTokens';
export { RefreshStore } from './RefreshStore';
export {
  type Refresh,
  SharedRefreshes,
  type TokenValues,
} from './SharedRefreshes';
