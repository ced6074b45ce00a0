/**
 * The annotations that this portal's own catalog module adds to what SKE's entities have.
 *
 * @public
 */
export const portalAnnotations = {
  /** On an entity: the name of the platform cluster that it comes from. */
  cluster: 'kratix-portal.io/cluster',
  /** On an entity: how its object was when the entity was made, in one word, such as `ready` or `unavailable`. */
  state: 'kratix-portal.io/state',
  /** On an entity: why, in Kratix' own words. */
  stateReason: 'kratix-portal.io/state-reason',
  /** On an entity: the paths that were left out of `kratix.io/status`, for what looks secret and what is too large. */
  statusOmitted: 'kratix-portal.io/status-omitted',
  /** On an entity: why it does not have the name that the annotation `ske.backstage.component/name` asks for. */
  nameNotice: 'kratix-portal.io/name-notice',
  /** On a Promise's entities: what its form cannot do, or why there is none. */
  formNotices: 'kratix-portal.io/form-notices',
} as const;
