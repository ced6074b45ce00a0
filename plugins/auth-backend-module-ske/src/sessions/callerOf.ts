import type {
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

/** Who calls a route of the sessions. */
export interface Caller {
  /** The user, if the call is made by a user or on behalf of a user. */
  userRef: string | undefined;
  /** The plugin, such as `plugin:ske`. Absent: the browser of the user. */
  plugin: string | undefined;
  /** Names the caller. */
  key: string;
  /** The same for an audit event. */
  meta: { user?: string; plugin?: string };
}

/** Reads the caller from the principal that Backstage has verified. */
export function callerOf(
  principal: BackstageUserPrincipal | BackstageServicePrincipal,
): Caller {
  const [userRef, plugin] =
    principal.type === 'user'
      ? [principal.userEntityRef, principal.actor?.subject]
      : [undefined, principal.subject];
  return {
    userRef,
    plugin,
    key: `${userRef ?? ''} ${plugin ?? ''}`,
    meta: { ...(userRef && { user: userRef }), ...(plugin && { plugin }) },
  };
}
