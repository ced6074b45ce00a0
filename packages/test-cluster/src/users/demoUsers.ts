import type { DemoUser } from './DemoUser';

/**
 * The two people of the scenario on SKE's page on OIDC: one may create, one may only read.
 * The demo prints their passwords, which work only on a platform that listens on this machine.
 *
 * @public
 */
export const demoUsers: readonly DemoUser[] = [
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
    displayName: 'Devin Developer',
  },
];
