export { createSignInPage } from './createSignInPage';
