/**
 * Settings for the Template of a Promise. The annotations `ske.backstage.template/*` on the Promise have precedence over the settings.
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
  /** One page "Specification" instead of a page for each property of the spec. */
  singleSpecPage?: boolean;
  /** The namespace in the platform cluster that the form proposes; by default `default`. */
  requestNamespace?: string;
  /** Leaves the namespace out of the form: every request goes to `requestNamespace`. */
  hideNamespace?: boolean;
  /** By default "Namespace". */
  namespaceFieldTitle?: string;
  /** The text below the namespace. */
  namespaceFieldDescription?: string;
  /** By default "Name". */
  nameFieldTitle?: string;
  /** The text below the name. */
  nameFieldDescription?: string;
  /** A Markdown text about the catalog that is shown when the task has finished. The default text says that the request appears in the catalog, and under which name. */
  catalogNotice?: string;
}
