import type { DemoUser } from './DemoUser';

/** The group of the demo's platform engineers. */
export const ADMIN_GROUP = 'kube-admin';
/** The group of the demo's developers, who may only read. */
export const READER_GROUP = 'kube-dev';

/**
 * The two users of the scenario on SKE's page on OIDC: one may create, one may only read.
 * The demo prints their passwords, which work only on a platform that listens on this machine.
 */
export const demoUsers: readonly DemoUser[] = [
  {
    username: 'user-admin',
    password: 'admin-password',
    email: 'user-admin@example.com',
    groups: [ADMIN_GROUP],
    displayName: 'Ada Admin',
  },
  {
    username: 'user-dev',
    password: 'dev-password',
    email: 'user-dev@example.com',
    groups: [READER_GROUP],
    displayName: 'Devin Developer',
  },
];
