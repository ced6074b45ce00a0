export { type SessionProvider } from './SessionProvider';
export { Sessions } from './Sessions';
export { type TaskGrants } from './TaskGrants';
export { type StoredTokens } from './StoredTokens';
export { startSessions } from './startSessions';
export type { SessionConfig } from './readSessionConfig';
