export { ProviderIcon } from './ProviderIcon';
export {
  readSignInProviders,
  type SignInProvider,
  type SignInProviders,
} from './readSignInProviders';
