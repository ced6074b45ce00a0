export { ProviderIcon } from './ProviderIcon';
export {
  readSignInProvider,
  readSignInProviders,
  type SignInProvider,
  type SignInProviders,
} from './readSignInProviders';
