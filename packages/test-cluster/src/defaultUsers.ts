import type { DemoUser } from './endpoints';

/**
 * The two people of the seed document's scenario: one may create, one may only look. Their passwords are printed by the demo
 * and open nothing but a platform that listens on this machine only.
 *
 * @public
 */
export const DEFAULT_USERS: readonly DemoUser[] = [
  {
    username: 'user-admin',
    password: 'admin-password',
    email: 'user-admin@example.com',
    groups: ['kube-admin'],
    displayName: 'Ada Admin',
  },
  {
    username: 'user-dev',
    password: 'dev-password',
    email: 'user-dev@example.com',
    groups: ['kube-dev'],
    displayName: 'Dev Developer',
  },
];
