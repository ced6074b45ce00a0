// @ts-check

/** @typedef {{ name: string, value?: string, summary: string }} FlagDescription */

/** @type {FlagDescription[]} */
export const flags = [
  {
    name: '--port',
    value: 'N',
    summary: 'the port of the portal (7007 by default)',
  },
  {
    name: '--idp',
    value: 'KIND',
    summary: 'the OIDC provider: oidc-provider (default) or keycloak',
  },
  {
    name: '--auth',
    value: 'MODE',
    summary:
      'where access tokens are kept: tok (default), in the Backstage token, or session, on the server',
  },
  {
    name: '--users',
    value: 'FILE',
    summary: 'the users who may sign in, as YAML or JSON (docs/demo.md)',
  },
  {
    name: '--self-test',
    summary:
      'start everything on free ports, test all steps, print the result, stop',
  },
  {
    name: '--reset',
    summary:
      'clear the state (keys, database, logs) before the start; .tools is kept',
  },
  {
    name: '--platform-only',
    summary:
      'the cluster and the OIDC provider for your own portal, and an app-config for it',
  },
  {
    name: '--portal-only',
    summary: 'the portal alone, with the app-config files of --config',
  },
  {
    name: '--config',
    value: 'FILE...',
    summary:
      'your own app-config files, on top of the demo’s (with --portal-only: instead of the demo’s)',
  },
  {
    name: '--kubeconfig',
    value: 'FILE',
    summary: 'use an existing cluster; no control plane is started',
  },
  {
    name: '--context',
    value: 'NAME',
    summary: 'the context of that kubeconfig (by default its current context)',
  },
  {
    name: '--kratix',
    value: 'KIND',
    summary:
      'stand-in (default), none with --platform-only, or real with --kubeconfig: that cluster runs Kratix',
  },
  {
    name: '--state-dir',
    value: 'DIR',
    summary: 'another folder instead of .local, to run several side by side',
  },
  { name: '--help', summary: 'print this text' },
];

/** @param {FlagDescription} flag */
export function nameAndValue({ name, value }) {
  return value ? `${name} ${value}` : name;
}
