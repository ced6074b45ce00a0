export { type SessionKey, SessionKeys } from './SessionKeys';
export { type SessionProvider } from './SessionRefresher';
export { type OpenSession, type SessionListener, Sessions } from './Sessions';
export { SessionStore } from './SessionStore';
export { type SessionTokens } from './SessionTokens';
