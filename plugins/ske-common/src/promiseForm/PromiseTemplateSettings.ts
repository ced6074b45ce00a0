/**
 * What the integrator may choose of a Promise's Template. The annotations `ske.backstage.template/*` on the Promise win over
 * what is given here, and this wins over the defaults.
 *
 * @public
 */
export interface PromiseTemplateSettings {
  /** `metadata.name` of the Template; by default `<kind in lower case>-promise-template`. */
  name?: string;
  /** `metadata.namespace` of the Template, a namespace of the Backstage catalog; left out by default. */
  namespace?: string;
  /** By default the kind, with its first letter in upper case. */
  title?: string;
  /** By default `<Kind> as a Service`. */
  description?: string;
  /** By default `kratix` and `<promise>-promise`. */
  tags?: string[];
  /** By default `kratix-resource`. */
  type?: string;
  /** By default `experimental`. */
  lifecycle?: string;
  /** By default `kratix-platform`. */
  owner?: string;
  /** One page "Specification" in place of a page for each property of the spec. */
  singleSpecPage?: boolean;
  /** The namespace in the platform cluster that the form proposes; by default `default`. */
  requestNamespace?: string;
  /** Does not ask for a namespace: every request goes to `requestNamespace`. */
  hideNamespace?: boolean;
  /** By default "Namespace". */
  namespaceFieldTitle?: string;
  /** What the form says below the namespace. */
  namespaceFieldDescription?: string;
  /** By default "Name". */
  nameFieldTitle?: string;
  /** What the form says below the name. */
  nameFieldDescription?: string;
  /** What the finished task says about the catalog, Markdown. By default that and under which name the request appears there. */
  catalogNotice?: string;
}
